//! Tells live screens what changed. A message holds a number and a topic, never a fact about anybody: whoever hears it
//! asks again through a function that checks what they may see.

use std::sync::Arc;
use std::time::Duration;

use domain::Topic;
use storage::{Store, StoreError, outbox};
use tokio::sync::broadcast;
use tokio::task::AbortHandle;

use crate::CareError;

/// Messages a slow listener may lag behind before it must look at everything again.
const KEPT: usize = 4_096;
/// Rows read from the outbox at a time.
const PORTION: u64 = 500;
/// Looked at this often even when no commit was announced: another node's announcement can be lost.
const AT_LEAST_EVERY: Duration = Duration::from_secs(5);

/// A topic changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Grows in the order of commits.
    pub seq: i64,
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
    /// These changes, oldest first.
    Changes(Vec<Change>),
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
        let mut cursor = outbox::latest_seq(&*store.read().await?).await?;
        let (changes, _) = broadcast::channel(KEPT);
        let (sender, store) = (changes.clone(), store.clone());
        let task = tokio::spawn(async move {
            loop {
                if let Err(error) = dispatch(&store, &sender, &mut cursor).await {
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
            }
        });
        Ok(Self { inner: Arc::new(Inner { changes, dispatcher: task.abort_handle() }) })
    }

    /// Listens from now on. A listener that lags too far behind is told so, and must look at everything again.
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// What a listener missed since the change numbered `seq`. Listen first, then ask, so that nothing falls between.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn missed(&self, store: &Store, seq: i64) -> Result<Missed, CareError> {
        let read = store.read().await?;
        let rows = outbox::after(&*read, seq - 1, PORTION).await?;
        let known = rows.first().is_some_and(|row| row.seq == seq);
        if !known || u64::try_from(rows.len()).unwrap_or(PORTION) >= PORTION {
            return Ok(Missed::Everything);
        }
        let missed = rows.into_iter().skip(1).map(|row| Change { seq: row.seq, topic: row.topic });
        Ok(Missed::Changes(missed.collect()))
    }
}

async fn dispatch(store: &Store, sender: &broadcast::Sender<Change>, cursor: &mut i64) -> Result<(), StoreError> {
    loop {
        let rows = {
            let read = store.read().await?;
            outbox::after(&*read, *cursor, PORTION).await?
        };
        let full = u64::try_from(rows.len()).unwrap_or(0) >= PORTION;
        for row in rows {
            *cursor = row.seq;
            // Nobody listening is no fault.
            let _ = sender.send(Change { seq: row.seq, topic: row.topic });
        }
        if !full {
            return Ok(());
        }
    }
}
