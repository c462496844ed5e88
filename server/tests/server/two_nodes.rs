//! Two nodes on one PostgreSQL: what happens at one is seen at the other, also after it could not hear for a while.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use care::Services;
use care::imports::import_events;
use chrono::TimeDelta;
use domain::{OdsCode, PatientId};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use integrations::clock::SystemClock;
use integrations::ids::RandomIds;
use serde_json::Value;
use storage::{ConnectionTrait, Store, StoreError};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::live::{id_of, listen_at, says};
use crate::support::{Site, Who, config, sites};

/// Another node on the same database.
async fn another_node(site: &Site) -> Router {
    let store = Store::open(site.services.store.url()).await.unwrap();
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(RandomIds));
    let services = Services::start(store, clock, ids, true, "https://passport.test", None).await.unwrap();
    server::build(services, &config(&[]), CancellationToken::new())
}

/// The tiles of a practice's board as a node shows them.
async fn tiles(node: &Router, cookie: &str, practice: &str) -> Value {
    let request = Request::post("/api/boards/board")
        .header(header::HOST, "passport.test")
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(format!("code={practice}")))
        .unwrap();
    let answer = node.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "a session begun at one node holds at the other");
    let body: Value = serde_json::from_slice(&answer.into_body().collect().await.unwrap().to_bytes()).unwrap();
    assert!(body["Board"]["figures"].is_array(), "{body}");
    body["Board"]["figures"].clone()
}

/// Thirty of forty people of a practice are registered, this one among them, and eight of the others logged a reading:
/// nothing of that is few, so a board shows it.
async fn busy_practice(site: &Site, practice: &OdsCode, patient: PatientId) {
    let at = |days: i64| (site.services.now() - TimeDelta::days(days)).to_rfc3339();
    let mut file = String::from("event_id,person,practice_ods_code,kind,happened_at\n");
    for number in 0..40 {
        let person = if number == 0 { patient.uuid() } else { site.services.ids.next() };
        let kind = if number < 30 { "registered" } else { "eligible" };
        file.push_str(&format!("{},{person},{practice},{kind},{}\n", site.services.ids.next(), at(3)));
        if (1..9).contains(&number) {
            file.push_str(&format!("{},{person},{practice},reading_logged,{}\n", site.services.ids.next(), at(1)));
        }
    }
    let report = import_events(&site.services, std::io::Cursor::new(file), &mut |_| {}).await.unwrap();
    assert!(report.is_clean(), "{}", report.summary());
}

async fn log_a_reading(site: &Site, who: Who, number: u8) {
    let form = format!(
        "id=0190f3a0-0000-7000-8000-0000000000{number:02x}&peak_flow=400&daytime=none&woke_at_night=no&reliever=none&too_breathless=no"
    );
    let answer = site.call("/api/diary/log", who, &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

/// Ends the connections on which nodes hear of each other.
async fn cut_off(site: &Site) {
    let ended = site.services.store.write::<_, StoreError, _>(|tx| {
        Box::pin(async move {
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE datname = current_database() AND query LIKE 'LISTEN%'";
            Ok(tx.execute_unprepared(cut).await?.rows_affected())
        })
    });
    assert_eq!(ended.await.unwrap(), 2, "each node listens on a connection of its own");
}

#[tokio::test]
async fn a_reading_logged_on_one_node_moves_a_tile_on_the_others_open_board() {
    for site in sites().await {
        if !site.services.store.url().to_string().starts_with("PostgreSQL") {
            continue;
        }
        let world = &site.world;
        busy_practice(&site, &world.practice, world.patient).await;
        busy_practice(&site, &world.other_practice, world.other_patient).await;
        let other = another_node(&site).await;
        let open = [
            (Who::Patient, Who::Manager, site.world.practice.to_string()),
            (Who::OtherPatient, Who::OtherNurse, site.world.other_practice.to_string()),
        ];
        for ((patient, reader, practice), number) in open.into_iter().zip(1_u8..) {
            let (topic, cookie) = (format!("practice/{practice}"), site.cookie(reader));
            let before = tiles(&other, cookie, &practice).await;
            let mut board = listen_at(&other, cookie, &topic, None).await.unwrap();
            let hello = board.next().await;
            assert!(says(&hello, "hello", "listening"), "{hello}");
            if number == 2 {
                cut_off(&site).await;
            }
            log_a_reading(&site, patient, number).await;
            let heard = board.next().await;
            assert!(says(&heard, "changed", &topic), "{heard}");
            assert_ne!(tiles(&other, cookie, &practice).await, before);

            // The other node dies. The browser goes on at this one from where it was, and misses nothing.
            drop(board);
            log_a_reading(&site, patient, number + 0x10).await;
            let mut again = listen_at(&site.router, cookie, &topic, Some(&id_of(&hello))).await.unwrap();
            again.next().await;
            let missed = again.next().await;
            assert!(says(&missed, "changed", &topic), "{missed}");
        }
    }
}
