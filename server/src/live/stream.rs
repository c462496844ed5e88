//! One listener's stream.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use care::feed::{Change, Missed};
use tokio::sync::{broadcast, mpsc};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::missed::{Past, last_of_each};
use super::{Listener, access};

/// How often a stream looks whether its session still is one: a stream outlives a log-out otherwise.
const CHECK: Duration = Duration::from_secs(60);
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
    let mut check = interval_at(Instant::now() + CHECK, CHECK);
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
