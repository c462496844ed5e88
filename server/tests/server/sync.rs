//! `POST /sync/v1/entries`, an address and a shape that old apps rely on.

use axum::body::Body;
use http::{Request, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Answer, Site, Who, site, sites};

const PATH: &str = "/sync/v1/entries";

fn entry(person: impl ToString, id: u8) -> Value {
    json!({
        "id": format!("0190d3b2-0000-7000-8000-0000000000{id:02x}"),
        "person": person.to_string(),
        "kind": "check_in",
        "happened_at": "2026-01-10T08:00:00+00:00",
        "noted_at": "2026-01-10T08:00:30Z",
        "form": {
            "peak_flow": "", "daytime": "some", "woke_at_night": "no", "reliever": "none", "too_breathless": "no",
            "peak_flow_sure": "",
        },
    })
}

fn batch(entries: Vec<Value>) -> Value {
    json!({ "device": "0190d3b2-0000-7000-8000-00000000dddd", "sent_at": "2026-01-10T09:00:00Z", "entries": entries })
}

async fn post(site: &Site, who: Who, body: &Value) -> (StatusCode, Value) {
    let answer = site.call_with_json(PATH, who, &body.to_string()).await;
    assert_eq!(answer.header("content-type"), "application/json", "{answer:?}");
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

#[tokio::test]
async fn a_batch_is_answered_entry_by_entry() {
    for site in sites().await {
        let (mine, other) = (site.world.patient, site.world.other_patient);
        let sent = batch(vec![entry(mine, 1), entry(other, 2), json!({ "id": "x" })]);
        let (status, answer) = post(&site, Who::Patient, &sent).await;
        assert_eq!(status, StatusCode::OK);
        let outcomes: Vec<&str> =
            answer["results"].as_array().unwrap().iter().map(|result| result["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["kept", "not_yours", "refused"]);
        assert_eq!(answer["results"][2]["id"], "x");
        assert!(answer["received_at"].is_string() && answer["clock_minutes_off"].is_i64(), "{answer}");
        let (_, answer) = post(&site, Who::Patient, &sent).await;
        assert_eq!(
            answer["results"][0],
            json!({ "id": sent["entries"][0]["id"], "outcome": "known", "message": null })
        );
    }
}

#[tokio::test]
async fn only_a_patients_session_is_heard() {
    let site = site().await;
    for who in Who::ALL {
        let (status, answer) = match who {
            Who::Patient | Who::OtherPatient => continue,
            _ => post(&site, who, &batch(vec![entry(site.world.patient, 1)])).await,
        };
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{who:?}");
        assert_eq!(answer["error"], "signed_out", "{who:?}");
    }
    let (_, answer) = post(&site, Who::OtherPatient, &batch(vec![entry(site.world.patient, 1)])).await;
    assert_eq!(answer["results"][0]["outcome"], "not_yours");
}

#[tokio::test]
async fn what_cannot_be_read_or_is_too_much_changes_nothing() {
    let site = site().await;
    let many = batch((0..=100).map(|id| entry(site.world.patient, id)).collect());
    for (body, expected, error) in [
        (json!([]), StatusCode::BAD_REQUEST, "unreadable"),
        (json!({ "device": "me", "sent_at": "now", "entries": [] }), StatusCode::BAD_REQUEST, "unreadable"),
        (many, StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
    ] {
        let (status, answer) = post(&site, Who::Patient, &body).await;
        assert_eq!((status, answer["error"].as_str()), (expected, Some(error)));
        assert!(answer["message"].as_str().is_some_and(|words| words.ends_with("still saved on this device.")));
    }
    let answer = site.call_with_json(PATH, Who::Patient, &" ".repeat(300 * 1024)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(site.open(PATH, Who::Patient).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(foreign(&site).await.status, StatusCode::FORBIDDEN);
}

async fn foreign(site: &Site) -> Answer {
    let request = Request::builder()
        .method("POST")
        .uri(PATH)
        .header(header::HOST, "passport.test")
        .header(header::COOKIE, site.cookie(Who::Patient))
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(batch(vec![entry(site.world.patient, 1)]).to_string()))
        .unwrap();
    site.send(request).await
}
