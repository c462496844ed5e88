//! One listener's stream.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use care::feed::{Change, Missed};
use tokio::sync::{broadcast, mpsc};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::missed::{Past, last_of_each};
use super::{Listener, access};

/// How soon a browser connects again.
const RECONNECT: Duration = Duration::from_secs(2);

type Sink = mpsc::Sender<Result<Event, Infallible>>;

/// Tells the listener what it missed and then what happens, until it goes away, its session ends or the server stops.
pub(super) async fn run(listener: Listener, past: Past, mut changes: broadcast::Receiver<Change>, sink: Sink) {
    for event in greeting(&listener, past) {
        if sink.send(Ok(event)).await.is_err() {
            return;
        }
    }
    let every = listener.live.check_every;
    let mut check = interval_at(Instant::now() + every, every);
    check.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let event = tokio::select! {
            () = listener.live.stop.cancelled() => return,
            () = sink.closed() => return,
            _ = check.tick() => {
                if access::still_holds(&listener).await {
                    continue;
                }
                let _ = sink.send(Ok(Event::default().event("ended").data("log in again"))).await;
                return;
            }
            change = changes.recv() => match change {
                Ok(change) if listener.topics.contains(&change.topic) => changed(&change),
                Ok(_) => continue,
                Err(broadcast::error::RecvError::Lagged(_)) => look_again(),
                Err(broadcast::error::RecvError::Closed) => return,
            },
        };
        if sink.send(Ok(event)).await.is_err() {
            return;
        }
    }
}

fn greeting(listener: &Listener, past: Past) -> Vec<Event> {
    // The number on the greeting is where a browser that has heard nothing else goes on from.
    let hello = Event::default().event("hello").id(past.newest.to_string()).retry(RECONNECT).data("listening");
    let mut events = vec![hello];
    match past.missed {
        Missed::Changes(changes) => events.extend(last_of_each(changes, &listener.topics).iter().map(changed)),
        Missed::Everything => events.push(look_again()),
    }
    events
}

fn changed(change: &Change) -> Event {
    Event::default().event("changed").id(change.seq.to_string()).data(change.topic.to_string())
}

fn look_again() -> Event {
    Event::default().event("resync").data("all")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use std::sync::Arc;

    use axum::response::IntoResponse;
    use axum::response::sse::Sse;
    use care::Services;
    use care::session::{SessionTokens, begin_staff, log_out, proof};
    use domain::{Clock, Ids, OdsCode, Organisation, OrganisationKind, PersonName, Role, StaffId, Topic};
    use http_body_util::BodyExt;
    use integrations::clock::SystemClock;
    use integrations::ids::RandomIds;
    use storage::memberships::{self, NewMembership};
    use storage::staff::{self, StaffMember};
    use storage::{StoreError, organisations};
    use tokio_stream::wrappers::ReceiverStream;
    use tokio_util::sync::CancellationToken;

    use super::super::missed;
    use super::super::places::Places;
    use super::*;
    use crate::http::Asking;
    use crate::http::metrics::ServerFigures;
    use crate::live::Live;

    /// A manager at a practice, who is logged in.
    async fn manager(services: &Services, practice: &OdsCode) -> String {
        let (id, now, code) = (StaffId::from_uuid(RandomIds.next()), SystemClock.now(), practice.clone());
        let work = NewMembership {
            id: RandomIds.next(),
            staff: id,
            organisation: code.clone(),
            role: Role::PracticeManager,
            started_at: now,
        };
        let place = Organisation {
            code,
            name: "The Surgery".into(),
            kind: OrganisationKind::Practice,
            parent: None,
            icb: None,
            demo: true,
        };
        let person = StaffMember { id, name: PersonName::new("Robin", "Bowyer").unwrap() };
        services
            .store
            .write::<(), StoreError, _>(move |tx| {
                Box::pin(async move {
                    organisations::upsert(tx, &place, now).await?;
                    staff::insert(tx, &person, now).await?;
                    memberships::start(tx, &work).await
                })
            })
            .await
            .unwrap();
        begin_staff(services, id).await.unwrap().token
    }

    #[tokio::test]
    async fn a_stream_ends_soon_after_its_session() {
        let store = storage::testing::sqlite().await;
        let (clock, ids) = (Arc::new(SystemClock), Arc::new(RandomIds));
        let services = Services::start(store.store().clone(), clock, ids, true, "http://test", None).await.unwrap();
        let practice = OdsCode::parse("A81001").unwrap();
        let token = manager(&services, &practice).await;
        let tokens = SessionTokens { staff: Some(token.clone()), ..SessionTokens::default() };
        let asking = Asking { proof: proof(&services, &tokens).await.unwrap(), tokens };
        let live = Live {
            services: services.clone(),
            figures: ServerFigures::new("sqlite"),
            places: Places::default(),
            stop: CancellationToken::new(),
            check_every: Duration::from_millis(20),
        };
        let place = live.places.take(&token).unwrap();
        let past = missed::since(&services, None).await.unwrap();
        let listener = Listener { live, asking, topics: vec![Topic::Practice(practice)], _place: place };
        let (sink, events) = mpsc::channel(8);
        let stream = tokio::spawn(run(listener, past, services.feed.listen(), sink));
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!stream.is_finished(), "it goes on while the session does");
        log_out(&services, &token).await.unwrap();
        let body = Sse::new(ReceiverStream::new(events)).into_response().into_body();
        let text = tokio::time::timeout(Duration::from_secs(20), body.collect()).await.unwrap().unwrap().to_bytes();
        assert!(String::from_utf8_lossy(&text).ends_with("event: ended\ndata: log in again\n\n"));
    }
}
