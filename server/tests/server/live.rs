//! Live changes: what is committed is heard, what was missed is told, and nobody hears what is not theirs.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, BodyDataStream};
use domain::{Clock, OdsCode, Topic};
use futures::StreamExt;
use http::{Request, StatusCode, header};
use integrations::clock::SystemClock;
use storage::{StoreError, outbox};
use tokio::time::timeout;
use tower::ServiceExt;

use crate::support::{Site, Who, site, sites};

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A stream that is read event by event.
pub(crate) struct Heard {
    body: BodyDataStream,
    text: String,
}

impl Heard {
    /// The next event, comments left out.
    pub(crate) async fn next(&mut self) -> String {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                if !event.starts_with(':') {
                    return event;
                }
                continue;
            }
            let bytes =
                timeout(PATIENCE, self.body.next()).await.expect("an event in time").expect("the stream goes on");
            self.text.push_str(&String::from_utf8_lossy(&bytes.unwrap()));
        }
    }

    async fn ends(mut self) {
        while timeout(PATIENCE, self.body.next()).await.expect("the stream ends in time").is_some() {}
    }
}

async fn listen(site: &Site, who: Who, topics: &str, last: Option<&str>) -> Result<Heard, StatusCode> {
    listen_at(&site.router, site.cookie(who), topics, last).await
}

/// Listens at one node.
pub(crate) async fn listen_at(
    node: &Router,
    cookie: &str,
    topics: &str,
    last: Option<&str>,
) -> Result<Heard, StatusCode> {
    let mut request = Request::builder().uri(format!("/live?topics={topics}")).header(header::COOKIE, cookie);
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    let response = node.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    if response.status() != StatusCode::OK {
        return Err(response.status());
    }
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(!response.headers().contains_key("content-encoding"));
    Ok(Heard { body: response.into_body().into_data_stream(), text: String::new() })
}

async fn change(site: &Site, practice: &OdsCode) {
    let topic = Topic::Practice(practice.clone());
    let now = SystemClock.now();
    site.services
        .store
        .write::<(), StoreError, _>(move |tx| Box::pin(async move { outbox::append(tx, &topic, now).await }))
        .await
        .unwrap();
}

pub(crate) fn id_of(event: &str) -> String {
    event.lines().find_map(|line| line.strip_prefix("id: ")).expect("an id").to_owned()
}

pub(crate) fn says(event: &str, kind: &str, data: &str) -> bool {
    event.lines().any(|line| line == format!("event: {kind}"))
        && event.lines().any(|line| line == format!("data: {data}"))
}

#[tokio::test]
async fn a_commit_is_heard_by_those_who_listen_to_its_topic() {
    for site in sites().await {
        let own = format!("practice/{}", site.world.practice);
        let mut heard = listen(&site, Who::Manager, &own, None).await.unwrap();
        let hello = heard.next().await;
        assert!(says(&hello, "hello", "listening"), "{hello}");
        change(&site, &site.world.other_practice).await;
        change(&site, &site.world.practice).await;
        let event = heard.next().await;
        assert!(says(&event, "changed", &own), "{event}");
    }
}

#[tokio::test]
async fn whoever_connects_again_is_told_what_was_missed() {
    for site in sites().await {
        let own = format!("practice/{}", site.world.practice);
        change(&site, &site.world.other_practice).await;
        let mut heard = listen(&site, Who::Manager, &own, None).await.unwrap();
        let seen = id_of(&heard.next().await);
        drop(heard);
        change(&site, &site.world.practice).await;
        change(&site, &site.world.other_practice).await;
        let mut again = listen(&site, Who::Manager, &own, Some(&seen)).await.unwrap();
        let hello = again.next().await;
        assert!(says(&hello, "hello", "listening"), "{hello}");
        let missed = again.next().await;
        assert!(says(&missed, "changed", &own), "{missed}");
        // A number that is not known any more: everything has to be looked at again.
        let mut old = listen(&site, Who::Manager, &own, Some("987654321")).await.unwrap();
        old.next().await;
        let resync = old.next().await;
        assert!(says(&resync, "resync", "all"), "{resync}");
    }
}

#[tokio::test]
async fn a_change_just_before_the_first_connection_is_told() {
    let site = site().await;
    change(&site, &site.world.practice).await;
    let own = format!("practice/{}", site.world.practice);
    let mut heard = listen(&site, Who::Nurse, &own, None).await.unwrap();
    heard.next().await;
    let event = heard.next().await;
    assert!(says(&event, "changed", &own), "{event}");
}

#[tokio::test]
async fn nobody_hears_what_is_not_theirs() {
    let site = site().await;
    let practice = format!("practice/{}", site.world.practice);
    let icb = format!("icb/{}", site.world.icb);
    let patient = format!("patient/{}", site.world.patient);
    let nobody = "patient/00000000-0000-7000-8000-000000000000".to_owned();
    let no_practice = "practice/Z99999".to_owned();
    let (open, shut) = (Ok(()), Err(StatusCode::NOT_FOUND));
    for (topic, who, expected) in [
        (&practice, Who::Nurse, open),
        (&practice, Who::Manager, open),
        // An ICB lead reads the board of a practice in steps of seven, and hears of changes in the ICB alone.
        (&practice, Who::IcbLead, shut),
        (&practice, Who::OtherNurse, shut),
        (&practice, Who::OtherIcbLead, shut),
        (&practice, Who::Patient, shut),
        (&practice, Who::Anonymous, Err(StatusCode::UNAUTHORIZED)),
        (&practice, Who::EndedNurse, Err(StatusCode::UNAUTHORIZED)),
        (&icb, Who::IcbLead, open),
        (&icb, Who::SafetyOfficer, open),
        (&icb, Who::Nurse, shut),
        (&icb, Who::OtherIcbLead, shut),
        (&patient, Who::Patient, open),
        (&patient, Who::Nurse, open),
        (&patient, Who::Gp, open),
        (&patient, Who::Manager, shut),
        (&patient, Who::IcbLead, shut),
        (&patient, Who::OtherPatient, shut),
        (&patient, Who::OtherNurse, shut),
        (&patient, Who::EndedPatient, Err(StatusCode::UNAUTHORIZED)),
        (&nobody, Who::Nurse, shut),
        (&no_practice, Who::IcbLead, shut),
    ] {
        assert_eq!(listen(&site, who, topic, None).await.map(drop), expected, "{who:?} {topic}");
    }
    let mixed = format!("{practice},practice/{}", site.world.other_practice);
    assert_eq!(listen(&site, Who::Nurse, &mixed, None).await.map(drop), shut, "one topic of another's spoils all");
}

#[tokio::test]
async fn what_is_no_topic_or_too_many_is_refused() {
    let site = site().await;
    let own = format!("practice/{}", site.world.practice);
    for topics in ["", "board/A81001", "practice", &vec![own.as_str(); 21].join(",")] {
        assert_eq!(listen(&site, Who::Nurse, topics, None).await.map(drop), Err(StatusCode::BAD_REQUEST), "{topics}");
    }
}

#[tokio::test]
async fn a_session_keeps_three_streams() {
    let site = site().await;
    let own = format!("practice/{}", site.world.practice);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(listen(&site, Who::Nurse, &own, None).await.unwrap());
    }
    assert_eq!(listen(&site, Who::Nurse, &own, None).await.map(drop), Err(StatusCode::TOO_MANY_REQUESTS));
    assert!(listen(&site, Who::Gp, &own, None).await.is_ok(), "another session has its own");
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let site = site().await;
    let own = format!("practice/{}", site.world.practice);
    let mut heard = listen(&site, Who::Nurse, &own, None).await.unwrap();
    heard.next().await;
    site.stop.cancel();
    heard.ends().await;
}

#[tokio::test]
async fn many_changes_of_a_moment_are_told_in_few_messages() {
    let site = site().await;
    let own = format!("practice/{}", site.world.practice);
    let mut heard = listen(&site, Who::Nurse, &own, None).await.unwrap();
    heard.next().await;
    for _ in 0..40 {
        change(&site, &site.world.practice).await;
    }
    // The number on a message is where to go on from: the last of all changes comes with the last message.
    let latest = outbox::latest_seq(&*site.services.store.read().await.unwrap()).await.unwrap();
    let mut messages = 1;
    while id_of(&heard.next().await) != latest.to_string() {
        messages += 1;
    }
    assert!(messages < 40, "{messages}");
}

#[tokio::test]
async fn the_figures_count_streams_and_messages() {
    let site = site().await;
    let own = format!("practice/{}", site.world.practice);
    let mut heard = listen(&site, Who::Nurse, &own, Some("987654321")).await.unwrap();
    heard.next().await;
    let figures = site.open("/metrics", Who::Anonymous).await.body;
    for line in ["passport_live_streams 1", "passport_live_messages_total 1", "passport_live_resyncs_total 1"] {
        assert!(figures.lines().any(|found| found == line), "{line} in {figures}");
    }
    drop(heard);
    let figures = site.open("/metrics", Who::Anonymous).await.body;
    assert!(figures.contains("passport_live_streams 0"), "{figures}");
}
