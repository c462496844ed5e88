//! The open database.

use std::fs::File;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use futures::future::BoxFuture;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, Statement,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot, watch};

use crate::neighbours::Neighbours;
use crate::writer::{self, Job, Pending, Writer};
use crate::{DatabaseUrl, OpenError, StoreError, open, replica};

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
    /// A standby for reads that take long.
    standby: Option<DatabaseConnection>,
    /// Other nodes; `None` on SQLite, whose file one process holds.
    neighbours: Option<Arc<Neighbours>>,
    _lock: Option<Arc<File>>,
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
        Self::open_with_standby(url, None).await
    }

    /// As [`Self::open`], with a standby of the same PostgreSQL server for [`Self::read_much`]. It need not answer.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub async fn open_with_standby(url: &DatabaseUrl, standby: Option<&DatabaseUrl>) -> Result<Self, OpenError> {
        let opened = open::open(url).await?;
        let commits = watch::Sender::new(0);
        let lock = opened.lock.map(Arc::new);
        let alone = opened.writer.is_some();
        let neighbours = (!alone).then(|| Arc::new(Neighbours::join(url, &opened.readers, &commits)));
        let queue = opened.writer.map(|db| {
            let again = url.file().map(|_| url.clone());
            writer::start(Writer { db, again, commits: commits.clone(), lock: lock.clone() })
        });
        let standby = match standby.filter(|_| queue.is_none()) {
            Some(standby) => Some(replica::connect(standby).await?),
            None => None,
        };
        let inner =
            Inner { url: url.clone(), readers: opened.readers, standby, queue, commits, neighbours, _lock: lock };
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

    /// For questions that need not agree with each other: each sees what is committed when it is asked. A transaction around
    /// one question would be two more ways to the database.
    pub fn ask(&self) -> &DatabaseConnection {
        &self.inner.readers
    }

    /// As [`Self::read`], at the standby when there is one that has everything written until now: for reads that take long,
    /// such as those of boards. Whatever was acknowledged before, here or at another node, is seen.
    ///
    /// # Errors
    /// As for [`Self::read`]; a standby that is away or behind is none.
    pub async fn read_much(&self) -> Result<ReadTx, StoreError> {
        let Some(standby) = &self.inner.standby else { return self.read().await };
        let ready = async {
            if !replica::is_up_to_date(standby, &self.inner.readers).await? {
                return Ok(None);
            }
            let config = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
            standby.begin_with_config(config.0, config.1).await.map(Some)
        };
        match ready.await {
            Ok(Some(transaction)) => Ok(ReadTx(transaction)),
            Ok(None) => self.read().await,
            Err(error) => {
                tracing::warn!(error = %StoreError::from(error), "the standby does not answer; the server itself is read");
                self.read().await
            }
        }
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
                let (commits, neighbours) = (self.inner.commits.clone(), self.inner.neighbours.clone());
                // A task of its own, so that a browser that goes away does not cut a transaction in two.
                let task = tokio::spawn(writer::writing(async move {
                    let transaction = db.begin().await.map_err(StoreError::from)?;
                    match work(&transaction).await {
                        Ok(value) => {
                            transaction.commit().await.map_err(StoreError::from)?;
                            commits.send_modify(|n| *n += 1);
                            if let Some(neighbours) = neighbours.filter(|_| writer::is_for_neighbours()) {
                                neighbours.tell();
                            }
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

    /// Whether this node hears of other nodes' commits at this moment; `None` on SQLite, which has one node.
    pub fn hears_neighbours(&self) -> Option<bool> {
        self.inner.neighbours.as_ref().map(|neighbours| neighbours.hears())
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
        if let Some(neighbours) = &self.inner.neighbours {
            neighbours.tell_at_last().await;
        }
        if let Some(standby) = &self.inner.standby {
            let _ = standby.close_by_ref().await;
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
