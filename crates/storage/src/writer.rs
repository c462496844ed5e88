//! The writer of a SQLite file: one task, one connection, many changes per commit.
//!
//! Making a commit durable costs far more than the change itself, so whoever waits in the queue shares one
//! transaction. Each job has a savepoint of its own: its error undoes its own work and nobody else's. Answers are given
//! after the commit, so an acknowledged change survives a power cut.

use std::cell::Cell;
use std::collections::VecDeque;
use std::fs::File;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{DatabaseUrl, StoreError, open};

/// Most jobs in one transaction.
const BATCH: usize = 64;

/// Most jobs that wait; more callers wait for a place.
const QUEUE: usize = 1024;

tokio::task_local! {
    /// Whether other nodes are to be told of the commit.
    static WRITING: Cell<bool>;
}

/// Whether the caller is itself inside a write.
pub(crate) fn is_writing() -> bool {
    WRITING.try_with(|_| ()).is_ok()
}

/// Marks what runs inside as a write.
pub(crate) async fn writing<T>(work: impl Future<Output = T>) -> T {
    WRITING.scope(Cell::new(false), work).await
}

/// Has other nodes told once this write is committed.
pub(crate) fn tell_neighbours() {
    let _ = WRITING.try_with(|tell| tell.set(true));
}

/// Whether other nodes are to be told of this write.
pub(crate) fn is_for_neighbours() -> bool {
    WRITING.try_with(Cell::get).unwrap_or(false)
}

/// A change somebody waits for.
pub(crate) trait Change: Send {
    /// Does the work in its savepoint.
    fn run(self: Box<Self>, tx: &DatabaseTransaction) -> BoxFuture<'_, Ran>;

    /// Tells the caller that no transaction could be had.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// A change that has run and is not yet committed.
pub(crate) struct Ran {
    /// It succeeded, so its savepoint is kept.
    pub(crate) keep: bool,
    /// Tells the caller, who is told a failure when the commit failed.
    pub(crate) answer: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
}

pub(crate) enum Job {
    Write(Box<dyn Change>),
    Close(oneshot::Sender<()>),
}

/// A closure and the place where its caller waits.
pub(crate) struct Pending<T, E, F> {
    pub(crate) work: F,
    pub(crate) caller: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Change for Pending<T, E, F>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: for<'a> FnOnce(&'a DatabaseTransaction) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
{
    fn run(self: Box<Self>, tx: &DatabaseTransaction) -> BoxFuture<'_, Ran> {
        Box::pin(async move {
            let Self { work, caller } = *self;
            let result = work(tx).await;
            Ran {
                keep: result.is_ok(),
                answer: Box::new(move |committed| {
                    let answer = match (result, committed) {
                        (Ok(value), Ok(())) => Ok(value),
                        (Ok(_), Err(error)) => Err(error.into()),
                        (Err(own), _) => Err(own),
                    };
                    // A caller who went away still has its change.
                    let _ = caller.send(answer);
                }),
            }
        })
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        let _ = self.caller.send(Err(error.into()));
    }
}

/// What the writer works with.
pub(crate) struct Writer {
    pub(crate) db: DatabaseConnection,
    /// Where to connect again after a broken transaction; `None` for a database in memory, which would be lost.
    pub(crate) again: Option<DatabaseUrl>,
    pub(crate) commits: watch::Sender<u64>,
    pub(crate) lock: Option<Arc<File>>,
}

/// How a batch ended.
#[derive(PartialEq, Eq)]
enum Batch {
    Kept,
    NothingKept,
    /// The transaction was lost, and the connection may no longer know whether it is in one.
    Broken,
}

/// Starts the writer; it ends when every sender is gone or it is told to close.
pub(crate) fn start(writer: Writer) -> mpsc::Sender<Job> {
    let (sender, receiver) = mpsc::channel(QUEUE);
    tokio::spawn(writing(serve(writer, receiver)));
    sender
}

async fn serve(mut writer: Writer, mut queue: mpsc::Receiver<Job>) {
    let mut waiting = VecDeque::with_capacity(BATCH);
    let mut arrived = Vec::with_capacity(BATCH);
    let mut closing = None;
    while closing.is_none() && queue.recv_many(&mut arrived, BATCH).await > 0 {
        for job in arrived.drain(..) {
            match job {
                Job::Write(change) if closing.is_none() => waiting.push_back(change),
                Job::Write(change) => change.refuse(StoreError::closed()),
                Job::Close(done) => closing = Some(done),
            }
        }
        while !waiting.is_empty() {
            match run_batch(&writer.db, &mut waiting).await {
                Batch::Kept => writer.commits.send_modify(|n| *n += 1),
                Batch::NothingKept => {}
                Batch::Broken => writer.connect_again().await,
            }
        }
    }
    queue.close();
    while let Some(job) = queue.recv().await {
        if let Job::Write(change) = job {
            change.refuse(StoreError::closed());
        }
    }
    if let Err(error) = writer.db.close().await {
        tracing::warn!(error = %StoreError::from(error), "the writer's connection did not close cleanly");
    }
    drop(writer.lock);
    if let Some(done) = closing {
        // Whoever closed the store may have stopped waiting.
        let _ = done.send(());
    }
}

impl Writer {
    async fn connect_again(&mut self) {
        let Some(url) = &self.again else { return };
        match open::connect_writer(url).await {
            Ok(fresh) => {
                let _ = std::mem::replace(&mut self.db, fresh).close().await;
            }
            Err(error) => tracing::error!(error = %StoreError::from(error), "the writer could not connect again"),
        }
    }
}

/// Runs waiting changes in one transaction and answers them. Takes at least one off the queue; those after a broken one
/// stay for the next transaction.
async fn run_batch(db: &DatabaseConnection, waiting: &mut VecDeque<Box<dyn Change>>) -> Batch {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = match db.begin_with_options(immediate).await {
        Ok(transaction) => transaction,
        Err(error) => {
            let error = StoreError::from(error);
            tracing::error!(%error, jobs = waiting.len(), "no transaction could be started");
            waiting.drain(..).for_each(|change| change.refuse(error.clone()));
            return if error == StoreError::Busy { Batch::NothingKept } else { Batch::Broken };
        }
    };
    let mut ran = Vec::with_capacity(waiting.len());
    let mut broken = None;
    while let Some(change) = waiting.pop_front() {
        match run(&transaction, change).await {
            Ok(job) => ran.push(job),
            Err(error) => {
                // A full disk or an I/O error has rolled back everything, savepoints included.
                broken = Some(error);
                break;
            }
        }
    }
    let committed = match broken {
        None => transaction.commit().await.map_err(StoreError::from),
        Some(error) => {
            let _ = transaction.rollback().await;
            Err(error)
        }
    };
    let end = match &committed {
        Ok(()) if ran.iter().any(|job| job.keep) => Batch::Kept,
        Ok(()) => Batch::NothingKept,
        Err(error) => {
            tracing::error!(%error, jobs = ran.len(), "a transaction was lost; its callers are told");
            Batch::Broken
        }
    };
    for job in ran {
        (job.answer)(committed.clone());
    }
    end
}

/// One change in its savepoint.
///
/// # Errors
/// When the savepoint itself fails: then the transaction around it cannot be trusted either.
async fn run(transaction: &DatabaseTransaction, change: Box<dyn Change>) -> Result<Ran, StoreError> {
    let savepoint = match transaction.begin().await {
        Ok(savepoint) => savepoint,
        Err(error) => {
            let error = StoreError::from(error);
            change.refuse(error.clone());
            return Err(error);
        }
    };
    match AssertUnwindSafe(change.run(&savepoint)).catch_unwind().await {
        Ok(ran) => {
            let ended = if ran.keep { savepoint.commit().await } else { savepoint.rollback().await };
            match ended {
                Ok(()) => Ok(ran),
                Err(error) => {
                    let error = StoreError::from(error);
                    (ran.answer)(Err(error.clone()));
                    Err(error)
                }
            }
        }
        // The caller hears of it because its place to wait was dropped.
        Err(_panic) => {
            tracing::error!("a write panicked; its work is undone");
            savepoint.rollback().await?;
            Ok(Ran { keep: false, answer: Box::new(|_| {}) })
        }
    }
}
