//! Tells live screens what changed. A message holds a number and a topic, never a fact about anybody: whoever hears it
//! asks again through a function that checks what they may see.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::Topic;
use storage::outbox::{self, OutboxReader};
use storage::{Store, StoreError};
use tokio::sync::broadcast;
use tokio::task::AbortHandle;

use crate::CareError;

/// Messages a slow listener may lag behind before it must look at everything again.
const KEPT: usize = 4_096;
/// Rows read from the outbox at a time.
const PORTION: u64 = 500;
/// Looked at this often even when no commit was announced: another node's word can be lost.
const AT_LEAST_EVERY: Duration = Duration::from_secs(5);

/// The outbox is read at most this often: a word from every node and a commit here every few microseconds are one look.
const AT_MOST_EVERY: Duration = Duration::from_millis(10);

/// A topic changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whoever heard this and everything before it can go on from here later, on any node, and misses nothing. On
    /// PostgreSQL it can be smaller than the change's own number, while smaller ones are still to come.
    pub settled: i64,
    /// What changed.
    pub topic: Topic,
}

/// The stream of changes, of this node and of others on the same database. Cloning it is cheap; it ends with its last
/// clone.
#[derive(Clone)]
pub struct LiveFeed {
    inner: Arc<Inner>,
}

struct Inner {
    settled: Arc<AtomicI64>,
    changes: broadcast::Sender<Change>,
    dispatcher: AbortHandle,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.dispatcher.abort();
    }
}

/// What a listener that was away missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// These topics changed.
    Topics(Vec<Topic>),
    /// Too many to tell: look at everything again.
    Everything,
}

impl LiveFeed {
    /// Starts to follow the outbox from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start(store: &Store) -> Result<Self, CareError> {
        let mut commits = store.committed();
        commits.mark_unchanged();
        let mut reader = OutboxReader::from_now(&store.read().await?).await?;
        let settled = Arc::new(AtomicI64::new(reader.settled()));
        let (changes, _) = broadcast::channel(KEPT);
        let (sender, store, told) = (changes.clone(), store.clone(), Arc::clone(&settled));
        let task = tokio::spawn(async move {
            loop {
                if let Err(error) = dispatch(&store, &sender, &mut reader, &told).await {
                    if error.is_closed() {
                        return;
                    }
                    tracing::warn!(%error, "the live feed could not read the outbox; trying again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    continue;
                }
                if let Ok(Err(_closed)) = tokio::time::timeout(AT_LEAST_EVERY, commits.changed()).await {
                    return;
                }
                tokio::time::sleep(AT_MOST_EVERY).await;
            }
        });
        Ok(Self { inner: Arc::new(Inner { settled, changes, dispatcher: task.abort_handle() }) })
    }

    /// Listens from now on. A listener that lags too far behind is told so, and must look at everything again.
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// Whoever listened before asking this can go on from here later and misses nothing.
    pub fn settled(&self) -> i64 {
        self.inner.settled.load(Ordering::Acquire)
    }

    /// What a listener missed who can go on from `settled`. Listen first, then ask, so that nothing falls between.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn missed(&self, store: &Store, settled: i64) -> Result<Missed, CareError> {
        let read = store.read().await?;
        let kept = outbox::oldest_seq(&*read).await? - 1..=outbox::latest_seq(&*read).await?;
        let rows = outbox::after(&*read, settled, PORTION).await?;
        if !kept.contains(&settled) || u64::try_from(rows.len()).unwrap_or(PORTION) >= PORTION {
            return Ok(Missed::Everything);
        }
        Ok(Missed::Topics(rows.into_iter().map(|row| row.topic).collect()))
    }
}

async fn dispatch(
    store: &Store,
    sender: &broadcast::Sender<Change>,
    reader: &mut OutboxReader,
    told: &AtomicI64,
) -> Result<(), StoreError> {
    loop {
        let before = reader.settled();
        let portion = {
            let read = store.read().await?;
            reader.next(&read, PORTION).await?
        };
        let after = reader.settled();
        let last = portion.rows.len();
        for (number, row) in portion.rows.into_iter().enumerate() {
            // Only the last of a portion brings a listener past the portion.
            let settled = if number + 1 == last { after } else { before };
            // Nobody listening is no fault.
            let _ = sender.send(Change { settled, topic: row.topic });
        }
        told.store(after, Ordering::Release);
        if !portion.more {
            return Ok(());
        }
        // Numbers that are waited for may hold back the rest.
        if last == 0 {
            tokio::time::sleep(AT_MOST_EVERY).await;
        }
    }
}
