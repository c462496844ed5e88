//! One listener's stream of events, as a connection reads it.

use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use futures::Stream;
use tokio::time::{Instant, Sleep, sleep};

use super::ear::{Ear, End};
use super::hub::Hub;
use super::places::Place;
use crate::http::metrics::OpenStream;

/// A line at least this often, so that a proxy between does not think the stream is dead. It carries the number to go
/// on from, or a browser that heard nothing all day would have missed everything.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// A browser whose connection breaks waits at least this long.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);
/// Browsers come back over at least this long,
const SHORTEST_SPREAD: Duration = Duration::from_secs(3);
/// or as long as lets so many come back in a second,
const BACK_IN_A_SECOND: u64 = 500;
/// but not longer than this: all are back within a minute.
const LONGEST_SPREAD: Duration = Duration::from_secs(40);

/// One listener's stream. Dropping it gives back what it held.
pub(super) struct Told {
    hub: Hub,
    ear: (u64, Arc<Ear>),
    sign_of_life: Pin<Box<Sleep>>,
    over: bool,
    _place: Place,
    _open: OpenStream,
}

impl Told {
    /// Begins with the greeting.
    pub(super) fn new(hub: Hub, ear: (u64, Arc<Ear>), place: Place) -> Self {
        let open = hub.figures().stream();
        Self { hub, ear, sign_of_life: Box::pin(sleep(SIGN_OF_LIFE)), over: false, _place: place, _open: open }
    }

    /// Who listens.
    pub(super) fn ear(&self) -> &Ear {
        &self.ear.1
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        self.hub.leave(self.ear.0);
    }
}

impl Stream for Told {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let told = &mut *self;
        if told.over {
            return Poll::Ready(None);
        }
        let settled = told.hub.settled();
        if let Poll::Ready(message) = told.ear.1.take(context, settled, || come_back(told.hub.count())) {
            told.hub.figures().told(message.resync);
            told.over = message.end.is_some();
            told.sign_of_life.as_mut().reset(Instant::now() + SIGN_OF_LIFE);
            return Poll::Ready(if message.end == Some(End::Unread) { None } else { Some(Ok(message.text.into())) });
        }
        if told.sign_of_life.as_mut().poll(context).is_ready() {
            told.sign_of_life.as_mut().reset(Instant::now() + SIGN_OF_LIFE);
            return Poll::Ready(Some(Ok(format!("id: {settled}\n\n").into())));
        }
        Poll::Pending
    }
}

/// How long a browser waits before it connects again: each another while, so that those who lost one node do not all
/// ask another in the same second.
pub(super) fn come_back(open: usize) -> Duration {
    let open = u64::try_from(open).unwrap_or(u64::MAX);
    let spread = Duration::from_secs(open / BACK_IN_A_SECOND).clamp(SHORTEST_SPREAD, LONGEST_SPREAD);
    let milliseconds = u64::try_from(spread.as_millis()).unwrap_or(u64::MAX).max(1);
    // Not a secret: any number that differs from the next browser's.
    SHORTEST_WAIT + Duration::from_millis(RandomState::new().hash_one(0_u8) % milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_browsers_that_lost_their_node_come_back_over_twenty_seconds() {
        let mut in_each_second = [0_u32; 64];
        for _ in 0..10_000 {
            let wait = come_back(10_000).as_secs();
            in_each_second[usize::try_from(wait).unwrap_or(0)] += 1;
        }
        assert!(in_each_second.iter().all(|count| *count < 700), "{in_each_second:?}");
        assert_eq!(in_each_second[1..21].iter().sum::<u32>(), 10_000);
    }

    #[test]
    fn a_few_are_back_soon_and_all_within_a_minute() {
        assert!((0..100).all(|_| come_back(1) < Duration::from_secs(4)));
        assert!((0..100).all(|_| come_back(usize::MAX) <= Duration::from_secs(41)));
    }
}
