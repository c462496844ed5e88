//! One who listens, and what is noted for them: a bit for each topic, however much happens.

use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use care::session::SessionTokens;
use domain::Topic;
use tokio::time::Instant;

/// Somebody who listens.
pub(super) struct Ear {
    tokens: SessionTokens,
    /// No more than bits in a note.
    topics: Box<[Topic]>,
    notes: Mutex<Notes>,
}

/// What somebody was not told yet.
#[derive(Default)]
struct Notes {
    greeting: Option<Duration>,
    topics: u32,
    everything: bool,
    end: Option<End>,
    /// When the oldest of these was noted.
    since: Option<Instant>,
    waker: Option<Waker>,
}

/// Why a stream ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum End {
    /// The session or the right to hear of a topic is over.
    RightOver,
    /// The server stops; another node goes on.
    Stopping,
    /// Nobody read it for long.
    Unread,
}

/// What goes out together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) text: String,
    pub(super) resync: bool,
    pub(super) end: Option<End>,
}

impl Ear {
    /// Somebody who is greeted first, and told when to come back if the connection breaks.
    pub(super) fn new(tokens: SessionTokens, topics: Vec<Topic>, come_back: Duration) -> Self {
        let notes = Notes { greeting: Some(come_back), ..Notes::default() };
        Self { tokens, topics: topics.into_boxed_slice(), notes: Mutex::new(notes) }
    }

    pub(super) fn topics(&self) -> &[Topic] {
        &self.topics
    }

    pub(super) fn tokens(&self) -> &SessionTokens {
        &self.tokens
    }

    /// A topic changed.
    pub(super) fn note(&self, topic: &Topic) {
        let bits =
            self.topics.iter().enumerate().filter(|(_, own)| *own == topic).fold(0, |bits, (at, _)| bits | 1 << at);
        if bits != 0 {
            self.change(|notes| notes.topics |= bits);
        }
    }

    /// More changed than can be told.
    pub(super) fn note_everything(&self) {
        self.change(|notes| notes.everything = true);
    }

    /// No more is told. Whether this is what ended it.
    pub(super) fn end(&self, why: End) -> bool {
        let mut first = false;
        self.change(|notes| {
            first = notes.end.is_none();
            notes.end = notes.end.or(Some(why));
        });
        first
    }

    /// Whether it left its notes untaken for so long.
    pub(super) fn has_not_read_for(&self, long: Duration) -> bool {
        self.notes().since.is_some_and(|since| since.elapsed() >= long)
    }

    fn change(&self, change: impl FnOnce(&mut Notes)) {
        let waker = {
            let mut notes = self.notes();
            change(&mut notes);
            notes.since.get_or_insert_with(Instant::now);
            notes.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Takes what is noted. `settled` is where to go on from after that, read before asking.
    pub(super) fn take(
        &self,
        context: &Context<'_>,
        settled: i64,
        come_back: impl FnOnce() -> Duration,
    ) -> Poll<Message> {
        let mut notes = self.notes();
        if notes.greeting.is_none() && notes.topics == 0 && !notes.everything && notes.end.is_none() {
            notes.waker = Some(context.waker().clone());
            return Poll::Pending;
        }
        let taken = std::mem::take(&mut *notes);
        drop(notes);
        Poll::Ready(taken.tell(&self.topics, settled, come_back))
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notes {
    fn tell(self, topics: &[Topic], settled: i64, come_back: impl FnOnce() -> Duration) -> Message {
        let mut text = String::new();
        if let Some(wait) = self.greeting {
            let _ = write!(text, "retry: {}\nevent: hello\nid: {settled}\ndata: listening\n\n", wait.as_millis());
        }
        match self.end {
            Some(End::RightOver) => text.push_str("event: ended\ndata: log in again\n\n"),
            Some(End::Stopping) => {
                let _ = write!(text, "retry: {}\n\n", come_back().as_millis());
            }
            Some(End::Unread) => {}
            None if self.everything => {
                let _ = write!(text, "event: resync\nid: {settled}\ndata: all\n\n");
            }
            None => {
                let noted = topics.iter().enumerate().filter(|(at, _)| (self.topics >> at) & 1 == 1);
                let noted: Vec<&Topic> = noted.map(|(_, topic)| topic).collect();
                // The number stands on the last: a connection that breaks between two goes on before both.
                for (left, topic) in (0..noted.len()).rev().zip(noted) {
                    let id = if left == 0 { format!("id: {settled}\n") } else { String::new() };
                    let _ = write!(text, "event: changed\n{id}data: {topic}\n\n");
                }
            }
        }
        Message { text, resync: self.everything, end: self.end }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

    use super::*;

    const WAIT: Duration = Duration::from_millis(2_500);

    fn topics() -> Vec<Topic> {
        ["practice/A81001", "icb/QMF", "practice/A81002"].map(|text| text.parse().unwrap()).to_vec()
    }

    fn ear() -> Ear {
        let ear = Ear::new(SessionTokens::default(), topics(), WAIT);
        assert_eq!(taken(&ear), "retry: 2500\nevent: hello\nid: 7\ndata: listening\n\n");
        ear
    }

    fn take(ear: &Ear) -> Poll<Message> {
        ear.take(&Context::from_waker(Waker::noop()), 7, || WAIT)
    }

    fn taken(ear: &Ear) -> String {
        let Poll::Ready(message) = take(ear) else { panic!("nothing is noted") };
        message.text
    }

    #[test]
    fn many_changes_that_nobody_reads_become_one_message_a_topic() {
        let ear = ear();
        for _ in 0..50_000 {
            topics().iter().rev().take(2).for_each(|topic| ear.note(topic));
        }
        assert_eq!(taken(&ear), "event: changed\ndata: icb/QMF\n\nevent: changed\nid: 7\ndata: practice/A81002\n\n");
        assert_eq!(take(&ear), Poll::Pending);
        ear.note(&"icb/QZZ".parse().unwrap());
        assert_eq!(take(&ear), Poll::Pending, "another's topic");
    }

    #[test]
    fn whoever_missed_too_much_looks_at_everything_again() {
        let ear = ear();
        topics().iter().for_each(|topic| ear.note(topic));
        ear.note_everything();
        assert_eq!(taken(&ear), "event: resync\nid: 7\ndata: all\n\n");
        assert_eq!(take(&ear), Poll::Pending);
    }

    #[test]
    fn the_first_reason_to_end_is_the_one_that_is_told() {
        let ear = ear();
        ear.note_everything();
        ear.end(End::RightOver);
        ear.end(End::Stopping);
        assert_eq!(taken(&ear), "event: ended\ndata: log in again\n\n");
    }

    #[tokio::test]
    async fn who_does_not_read_is_known_after_a_while() {
        let (ear, long) = (ear(), Duration::from_secs(3_600));
        assert!(!ear.has_not_read_for(Duration::ZERO), "nothing to read");
        ear.note_everything();
        let noted = Instant::now();
        tokio::time::sleep(Duration::from_millis(20)).await;
        ear.note_everything();
        let oldest = ear.notes().since.unwrap();
        assert!(oldest <= noted, "the oldest counts");
        assert!(ear.has_not_read_for(Duration::ZERO) && !ear.has_not_read_for(long));
        taken(&ear);
        assert!(!ear.has_not_read_for(Duration::ZERO));
    }
}
