//! The open database.

use std::fs::File;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use futures::future::BoxFuture;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, Statement,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot, watch};

use crate::writer::{self, Job, Pending, Writer};
use crate::{DatabaseUrl, OpenError, StoreError, open, outbox};

/// The passport's database, open. Cloning it is cheap; it is closed when the last clone is gone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    readers: DatabaseConnection,
    /// The writer's queue; `None` on PostgreSQL, where every connection writes.
    queue: Option<mpsc::Sender<Job>>,
    commits: watch::Sender<u64>,
    listener: Option<tokio::task::AbortHandle>,
    _lock: Option<Arc<File>>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            listener.abort();
        }
    }
}

/// A transaction that only reads: everything in it sees one state of the database.
///
/// Let it go before waiting for a write.
pub struct ReadTx(DatabaseTransaction);

impl ReadTx {
    /// What query functions take.
    pub const fn conn(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl Deref for ReadTx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Store {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// When it is unsafe to go on; the error says what to do in one sentence.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        let opened = open::open(url).await?;
        let commits = watch::Sender::new(0);
        let lock = opened.lock.map(Arc::new);
        let listener = if opened.writer.is_none() { Some(hear_others(url, &commits)) } else { None };
        let queue = opened.writer.map(|db| {
            let again = url.file().map(|_| url.clone());
            writer::start(Writer { db, again, commits: commits.clone(), lock: lock.clone() })
        });
        let inner = Inner { url: url.clone(), readers: opened.readers, queue, commits, listener, _lock: lock };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Starts a transaction that only reads.
    ///
    /// # Errors
    /// When every connection stays in use, or the database fails.
    pub async fn read(&self) -> Result<ReadTx, StoreError> {
        let db = &self.inner.readers;
        let transaction = if self.is_postgres() {
            db.begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)).await?
        } else {
            db.begin().await?
        };
        Ok(ReadTx(transaction))
    }

    /// Runs `work` in a transaction and answers when its changes are durable, or when all of them are undone.
    ///
    /// On SQLite changes share a commit with others that wait, each in its own savepoint. Once handed over, the work is
    /// done even if the caller stops waiting. Keep it to the database: everybody else's writes wait meanwhile. A write
    /// inside a write would wait for itself and is refused.
    ///
    /// # Errors
    /// What `work` answers, or why its changes could not be kept.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'a> FnOnce(&'a DatabaseTransaction) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
    {
        if writer::is_writing() {
            return Err(StoreError::fault("a write was started inside a write").into());
        }
        match &self.inner.queue {
            Some(queue) => {
                let (caller, answer) = oneshot::channel();
                let job = Job::Write(Box::new(Pending { work, caller }));
                queue.send(job).await.map_err(|_| StoreError::closed())?;
                answer.await.unwrap_or_else(|_| Err(StoreError::fault("the change was given up").into()))
            }
            None => {
                let db = self.inner.readers.clone();
                let commits = self.inner.commits.clone();
                // A task of its own, so that a browser that goes away does not cut a transaction in two.
                let task = tokio::spawn(writer::writing(async move {
                    let transaction = db.begin().await.map_err(StoreError::from)?;
                    match work(&transaction).await {
                        Ok(value) => {
                            transaction.commit().await.map_err(StoreError::from)?;
                            commits.send_modify(|n| *n += 1);
                            Ok(value)
                        }
                        Err(error) => {
                            let _ = transaction.rollback().await;
                            Err(error)
                        }
                    }
                }));
                task.await.unwrap_or_else(|_| Err(StoreError::fault("the change was given up").into()))
            }
        }
    }

    /// Tells of commits: the number grows after every commit that kept something, here or (on PostgreSQL) on another
    /// node that wrote to the outbox. Several commits may show as one change, and a change may bring nothing new.
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.inner.commits.subscribe()
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let db = &self.inner.readers;
        db.query_one_raw(Statement::from_string(db.get_database_backend(), "SELECT 1")).await?;
        Ok(())
    }

    /// Writes a whole, consistent copy of a SQLite database to a new file, while others work.
    ///
    /// # Errors
    /// When the file exists or cannot be written, and on PostgreSQL, which has `pg_dump`.
    pub async fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        let Some(path) = file.to_str().filter(|_| self.inner.url.file().is_some()) else {
            return Err(StoreError::fault("only a SQLite file is backed up this way; use pg_dump for PostgreSQL"));
        };
        if let Err(error) = open::private().create_new(true).open(file) {
            return Err(StoreError::fault(format!("the backup file cannot be made: {}", error.kind())));
        }
        let db = open::connect_writer(&self.inner.url).await?;
        let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        let copied = db.execute_raw(copy).await;
        let _ = db.close().await;
        copied?;
        Ok(())
    }

    /// Finishes what waits and closes every connection. Writes after this are refused.
    pub async fn close(&self) {
        if let Some(queue) = &self.inner.queue {
            let (done, finished) = oneshot::channel();
            if queue.send(Job::Close(done)).await.is_ok() {
                let _ = finished.await;
            }
        }
        let _ = self.inner.readers.close_by_ref().await;
    }

    /// Where the database is, without secrets.
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    fn is_postgres(&self) -> bool {
        self.inner.readers.get_database_backend() == DbBackend::Postgres
    }
}

/// Listens for commits of other nodes and connects again when the connection is lost.
fn hear_others(url: &DatabaseUrl, commits: &watch::Sender<u64>) -> tokio::task::AbortHandle {
    let (url, commits) = (url.clone(), commits.clone());
    let task = tokio::spawn(async move {
        loop {
            if let Ok(mut listener) = PgListener::connect(url.as_str()).await
                && listener.listen(outbox::CHANNEL).await.is_ok()
            {
                // Whatever was missed while nobody listened is in the outbox.
                commits.send_modify(|n| *n += 1);
                while let Ok(Some(_)) = listener.try_recv().await {
                    commits.send_modify(|n| *n += 1);
                }
            }
            tracing::warn!("not connected to hear of other nodes' changes; trying again");
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
    });
    task.abort_handle()
}
