//! Everybody who listens on this node, by topic. A change is noted with those who want it, and each takes what is noted
//! for them when their connection has room: many changes become one message, and a client that does not read costs a
//! note and no more.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use care::feed::Change;
use domain::Topic;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio_util::sync::CancellationToken;

use super::ear::{Ear, End};
use crate::http::metrics::ServerFigures;

/// Changes of one topic within this long are told once. The first of them does not wait.
const MOMENT: Duration = Duration::from_millis(100);

/// Those who listen. Cloning it is cheap.
#[derive(Clone)]
pub(super) struct Hub(Arc<Inner>);

struct Inner {
    ears: Mutex<Ears>,
    settled: AtomicI64,
    next: AtomicU64,
    stop: CancellationToken,
    figures: ServerFigures,
}

#[derive(Default)]
struct Ears {
    all: HashMap<u64, Arc<Ear>>,
    by_topic: HashMap<Topic, HashMap<u64, Arc<Ear>>>,
}

/// What happened within a moment.
#[derive(Default)]
struct Moment {
    topics: HashSet<Topic>,
    everything: bool,
    settled: i64,
}

impl Hub {
    /// Nobody listens yet; everybody has heard what there was up to `settled`.
    pub(super) fn new(settled: i64, figures: ServerFigures, stop: CancellationToken) -> Self {
        let (ears, settled, next) = (Mutex::default(), AtomicI64::new(settled), AtomicU64::new(0));
        Self(Arc::new(Inner { ears, settled, next, stop, figures }))
    }

    /// Tells of changes until there are no more or the server stops, which ends every stream.
    pub(super) async fn follow(self, mut changes: Receiver<Change>) {
        loop {
            let change = tokio::select! {
                () = self.0.stop.cancelled() => break,
                change = changes.recv() => change,
            };
            let mut moment = Moment::default();
            match change {
                Ok(change) => moment.add(change),
                Err(RecvError::Lagged(_)) => moment.everything = true,
                Err(RecvError::Closed) => break,
            }
            loop {
                match changes.try_recv() {
                    Ok(change) => moment.add(change),
                    Err(TryRecvError::Lagged(_)) => moment.everything = true,
                    Err(TryRecvError::Empty | TryRecvError::Closed) => break,
                }
            }
            self.tell(&moment);
            tokio::time::sleep(MOMENT).await;
        }
        for ear in self.all() {
            ear.end(End::Stopping);
        }
    }

    fn tell(&self, moment: &Moment) {
        if moment.everything {
            self.all().iter().for_each(|ear| ear.note_everything());
        } else {
            let ears = self.ears();
            for topic in &moment.topics {
                ears.by_topic.get(topic).into_iter().flat_map(HashMap::values).for_each(|ear| ear.note(topic));
            }
        }
        // After the notes: whoever reads this number and has no notes has heard everything up to it.
        self.0.settled.fetch_max(moment.settled, Ordering::AcqRel);
    }

    /// Adds somebody who listens from now on.
    pub(super) fn join(&self, ear: Ear) -> (u64, Arc<Ear>) {
        let (id, ear) = (self.0.next.fetch_add(1, Ordering::Relaxed), Arc::new(ear));
        let mut ears = self.ears();
        ears.all.insert(id, Arc::clone(&ear));
        for topic in ear.topics() {
            ears.by_topic.entry(topic.clone()).or_default().insert(id, Arc::clone(&ear));
        }
        drop(ears);
        if self.0.stop.is_cancelled() {
            ear.end(End::Stopping);
        }
        (id, ear)
    }

    /// Removes somebody.
    pub(super) fn leave(&self, id: u64) {
        let mut ears = self.ears();
        let Some(ear) = ears.all.remove(&id) else { return };
        for topic in ear.topics() {
            if let Some(room) = ears.by_topic.get_mut(topic) {
                room.remove(&id);
                if room.is_empty() {
                    ears.by_topic.remove(topic);
                }
            }
        }
    }

    /// Whoever took their notes after reading this can go on from here on any node.
    pub(super) fn settled(&self) -> i64 {
        self.0.settled.load(Ordering::Acquire)
    }

    /// Everybody who listens now.
    pub(super) fn all(&self) -> Vec<Arc<Ear>> {
        self.ears().all.values().cloned().collect()
    }

    pub(super) fn count(&self) -> usize {
        self.ears().all.len()
    }

    pub(super) fn figures(&self) -> &ServerFigures {
        &self.0.figures
    }

    fn ears(&self) -> MutexGuard<'_, Ears> {
        self.0.ears.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Moment {
    fn add(&mut self, change: Change) {
        self.settled = self.settled.max(change.settled);
        self.topics.insert(change.topic);
    }
}
