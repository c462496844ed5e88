//! What phones keep: the copy of an account's people, the worker and the shells.

use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::prints::sign_a_plan;
use crate::support::{Answer, Who, config, site, site_on, sites};

const COPY: &str = "/sync/v1/copy";

#[tokio::test]
async fn a_copy_holds_the_signed_plan_in_the_words_of_its_pages_and_nobody_elses() {
    for site in sites().await {
        sign_a_plan(&site).await;
        let answer = site.open(COPY, Who::Patient).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
        let copy: Value = serde_json::from_str(&answer.body).unwrap();
        let people = copy["people"].as_array().unwrap();
        assert_eq!(people.len(), 1);
        assert_eq!(people[0]["id"], site.world.patient.to_string());
        assert_eq!(people[0]["plan_number"], 1);
        for (page, words) in [
            ("/my/emergency", "Sit up straight"),
            ("/my/plan", "Plan version 1, signed"),
            ("/my/diary", "Nothing here yet"),
            ("/my/medicines", "Clenil Modulite 100 micrograms"),
            ("/my/more", "In an emergency, call 999"),
        ] {
            let kept = people[0]["pages"][page].as_str().unwrap();
            assert!(kept.contains(words), "{page}: {kept}");
            assert!(!kept.contains("<script"), "{page}");
        }
        let others = site.open(COPY, Who::OtherPatient).await;
        assert!(!others.body.contains(&site.world.patient.to_string()) && others.body.contains("Casey1"));
    }
}

#[tokio::test]
async fn only_a_patients_session_takes_a_copy() {
    let site = site().await;
    for who in Who::ALL {
        let answer = site.open(COPY, who).await;
        let expected =
            if matches!(who, Who::Patient | Who::OtherPatient) { StatusCode::OK } else { StatusCode::UNAUTHORIZED };
        assert_eq!(answer.status, expected, "{who:?}");
    }
}

#[tokio::test]
async fn a_session_that_ran_out_takes_no_plan_from_a_phone_and_consent_that_was_withdrawn_does() {
    for site in sites().await {
        let ticket = |answer: &Answer| {
            let copy: Value = serde_json::from_str(&answer.body).unwrap();
            copy["ticket"].as_str().unwrap().to_owned()
        };
        let theirs = ticket(&site.open(COPY, Who::Patient).await);
        let others = ticket(&site.open(COPY, Who::OtherPatient).await);
        let still = async |ticket: &str| {
            let request = Request::get(COPY).header("x-kept", ticket).body(Body::empty()).unwrap();
            let answer = site.send(request).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            serde_json::from_str::<Value>(&answer.body).unwrap()["still"].clone()
        };
        assert_eq!(still(&theirs).await, json!([site.world.patient]), "logged out, and still their plan");
        site.submit("/api/people/log_out", Who::OtherPatient, "").await;
        assert_eq!(still(&others).await.as_array().map(Vec::len), Some(1));

        let answer = site.submit("/api/terms/leave", Who::Patient, "sure=true").await;
        assert_eq!(answer.header("location"), "/left");
        assert_eq!(still(&theirs).await, json!([]), "nobody is theirs any more");
        let (account, _) = theirs.split_once('.').unwrap();
        let (_, seal) = others.split_once('.').unwrap();
        for forged in [String::new(), account.to_owned(), format!("{account}."), format!("{account}.{seal}")] {
            assert_eq!(still(&forged).await, Value::Null, "a ticket nobody was given tells nothing");
        }
    }
}

#[tokio::test]
async fn closing_the_account_has_its_phones_let_go() {
    for site in sites().await {
        let copy: Value = serde_json::from_str(&site.open(COPY, Who::Patient).await.body).unwrap();
        let answer = site.submit("/api/account/close", Who::Patient, "sure=true").await;
        assert_eq!((answer.status.is_redirection(), answer.header("location")), (true, "/left"));
        let request = Request::get(COPY).header("x-kept", copy["ticket"].as_str().unwrap());
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(serde_json::from_str::<Value>(&answer.body).unwrap()["still"], json!([]));
        assert_eq!(site.open("/my/data.json", Who::Patient).await.header("location"), "/log-in");
    }
}

#[tokio::test]
async fn a_file_of_ones_own_data_is_taken_away_and_kept_by_nobody_on_the_way() {
    let site = site().await;
    let answer = site.open("/my/data.json", Who::Patient).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(answer.header("content-disposition").starts_with("attachment"));
    assert!(answer.body.contains(&site.world.patient.to_string()));
}

#[tokio::test]
async fn shells_hold_nobodys_data_whoever_asks_and_always_the_emergency_steps() {
    let site = site().await;
    sign_a_plan(&site).await;
    for path in ["/my/offline/page", "/my/offline/emergency", "/my/offline/plan"] {
        // Scripts carry the number of their answer.
        let plain = |body: &str| {
            let (_, after) = body.split_once("<body").unwrap();
            after.split_once("<script").map_or(after, |(page, _)| page).to_owned()
        };
        let nobody = site.open(path, Who::Anonymous).await;
        assert_eq!(nobody.status, StatusCode::OK, "{path}");
        for words in ["tel:999", "Sit up straight", "These steps are for everybody"] {
            assert!(nobody.body.contains(words), "{path}: {words}");
        }
        let patient = site.open(path, Who::Patient).await;
        assert_eq!(plain(&nobody.body), plain(&patient.body), "{path}");
    }
}

#[tokio::test]
async fn the_worker_names_its_build_and_can_be_told_to_go() {
    let here = site().await;
    let worker = here.open("/sw.js", Who::Anonymous).await;
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert!(worker.header("content-type").starts_with("text/javascript"));
    let build = worker.body.lines().next().unwrap().strip_prefix("const BUILD = ").unwrap();
    let build: Value = serde_json::from_str(build.trim_end_matches(';')).unwrap();
    assert!(build["name"].as_str().is_some_and(|name| name.len() == 16));
    assert_eq!(here.open("/sw.js", Who::Patient).await.body, worker.body, "the same for everybody");

    let off = site_on(storage::testing::sqlite().await, config(&[("PASSPORT_OFFLINE", "off")])).await;
    let worker = off.open("/sw.js", Who::Anonymous).await;
    assert!(worker.body.contains("unregister") && worker.body.contains("caches.delete"));
}
