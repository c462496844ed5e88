//! Opening a database: every unsafe situation is refused with one clear sentence before anything is changed.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, RuntimeErr, sqlx};
use sea_orm_migration::MigratorTrait;
use thiserror::Error;

use crate::address::Place;
use crate::migration::{Found, Migrator, look};
use crate::{DatabaseUrl, StoreError};

/// The first SQLite without the WAL-reset bug, in which a checkpoint could lose a committed write
/// (<https://sqlite.org/wal.html>).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Key under which nodes take turns to migrate a PostgreSQL database.
const MIGRATION_LOCK: i64 = 0x5041_5353;

/// Connections that read a SQLite file; each has a thread of its own.
const SQLITE_READERS: u32 = 4;

const POSTGRES_CONNECTIONS: u32 = 16;

/// Why a database was not opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Not an address this product understands.
    #[error("DATABASE_URL must look like sqlite://data/passport.db?mode=rwc or postgres://user:password@host/database")]
    BadAddress,
    /// The folder of the SQLite file is missing.
    #[error("There is no folder {}: make it first, or correct DATABASE_URL", .0.display())]
    NoSuchFolder(PathBuf),
    /// The SQLite file is missing and the address does not ask to make it.
    #[error("There is no database {}: correct DATABASE_URL, or add ?mode=rwc to make a new one", .0.display())]
    NoSuchFile(PathBuf),
    /// File or folder may not be written.
    #[error("The database {} cannot be written: check the owner of its folder, and that the disk is not read-only", .0.display())]
    NotWritable(PathBuf),
    /// Another running passport has the file.
    #[error("Another passport is using the database {}: stop it first, or use PostgreSQL to run more than one", .0.display())]
    InUse(PathBuf),
    /// The file is something else.
    #[error("{} is not a database of this product: correct DATABASE_URL", .0.display())]
    NotOurs(PathBuf),
    /// The PostgreSQL database belongs to something else.
    #[error("The database {0} holds tables of another program: give this product a database of its own")]
    NotOursOnServer(String),
    /// No space left.
    #[error("The disk of the database is full: make room and start again")]
    DiskFull,
    /// Written by a newer release.
    #[error("The database was made by a newer release (it has {0}): start that release, or restore an older backup")]
    NewerSchema(String),
    /// SQLite is too old to trust.
    #[error("This program was built with SQLite {0}, but needs 3.51.3 or later")]
    SqliteTooOld(String),
    /// Nobody answers.
    #[error("PostgreSQL at {0} does not answer: check that it runs and that DATABASE_URL names it")]
    NoAnswer(String),
    /// User name or password is wrong.
    #[error("PostgreSQL at {0} refuses the user name or password in DATABASE_URL")]
    Refused(String),
    /// There is no such database on the server.
    #[error("PostgreSQL has no database {0}: create it first, or correct DATABASE_URL")]
    NoSuchDatabase(String),
    /// Anything else.
    #[error("The database cannot be opened: {0}")]
    Failed(StoreError),
}

/// What an opened database consists of.
pub(crate) struct Opened {
    pub(crate) readers: DatabaseConnection,
    /// The one connection that writes; `None` when every connection may (PostgreSQL).
    pub(crate) writer: Option<DatabaseConnection>,
    /// Held for as long as the file is open.
    pub(crate) lock: Option<File>,
}

pub(crate) async fn open(url: &DatabaseUrl) -> Result<Opened, OpenError> {
    match url.place() {
        Place::File { path, create } => open_file(url, path, *create).await,
        Place::Memory => {
            let only = connect(sqlite_options(url, 1, true, false)).await.map_err(|e| failed(url, &e))?;
            prepare(url, &only).await?;
            Ok(Opened { readers: only.clone(), writer: Some(only), lock: None })
        }
        Place::Server { .. } => open_server(url).await,
    }
}

async fn open_file(url: &DatabaseUrl, path: &Path, create: bool) -> Result<Opened, OpenError> {
    let lock = claim(path, create)?;
    let first = connect(sqlite_options(url, 1, create, false)).await.map_err(|e| failed(url, &e))?;
    let prepared = prepare(url, &first).await;
    first.close().await.map_err(|e| failed(url, &e))?;
    prepared?;
    let writer = connect_writer(url).await.map_err(|e| failed(url, &e))?;
    let readers = connect(sqlite_options(url, SQLITE_READERS, false, true)).await.map_err(|e| failed(url, &e))?;
    Ok(Opened { readers, writer: Some(writer), lock: Some(lock) })
}

async fn open_server(url: &DatabaseUrl) -> Result<Opened, OpenError> {
    let first = connect(postgres_options(url, 1)).await.map_err(|e| failed(url, &e))?;
    let prepared = async {
        let turn = format!("SELECT pg_advisory_lock({MIGRATION_LOCK})");
        first.execute_unprepared(&turn).await.map_err(|e| failed(url, &e))?;
        prepare(url, &first).await
    }
    .await;
    // Ends the session and with it the lock.
    first.close().await.map_err(|e| failed(url, &e))?;
    prepared?;
    let pool = connect(postgres_options(url, POSTGRES_CONNECTIONS)).await.map_err(|e| failed(url, &e))?;
    Ok(Opened { readers: pool, writer: None, lock: None })
}

/// Checks what is there and brings it up to date. On SQLite `db` has one connection: a migration spread over several
/// could see half of itself.
async fn prepare(url: &DatabaseUrl, db: &DatabaseConnection) -> Result<(), OpenError> {
    if db.get_database_backend() == DbBackend::Sqlite {
        let version = sqlite_version(db).await.map_err(|e| failed(url, &e))?;
        check_sqlite(&version)?;
    }
    match look(db).await.map_err(|e| failed(url, &e))? {
        Found::Newer(name) => Err(OpenError::NewerSchema(name)),
        Found::Foreign => Err(match url.place() {
            Place::File { path, .. } => OpenError::NotOurs(path.clone()),
            Place::Memory => OpenError::NotOurs(PathBuf::new()),
            Place::Server { shown } => OpenError::NotOursOnServer(shown.clone()),
        }),
        Found::Upgradable => Migrator::up(db, None).await.map_err(|e| failed(url, &e)),
    }
}

async fn sqlite_version(db: &DatabaseConnection) -> Result<String, DbErr> {
    let query = sea_orm::Statement::from_string(DbBackend::Sqlite, "SELECT sqlite_version()");
    match db.query_one_raw(query).await? {
        Some(row) => row.try_get_by_index(0),
        None => Ok(String::new()),
    }
}

/// # Errors
/// [`OpenError::SqliteTooOld`] below [`OLDEST_SQLITE`].
pub(crate) fn check_sqlite(version: &str) -> Result<(), OpenError> {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let found = (next(), next(), next());
    if found < OLDEST_SQLITE { Err(OpenError::SqliteTooOld(version.to_owned())) } else { Ok(()) }
}

/// Takes the lock file beside the database: SQLite lets several processes write one file, but this product's single
/// writer, its live feed and its counters do not.
fn claim(path: &Path, create: bool) -> Result<File, OpenError> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(OpenError::NoSuchFolder(folder.to_path_buf()));
    }
    if path.is_dir() {
        return Err(OpenError::NotOurs(path.to_path_buf()));
    }
    if !path.exists() && !create {
        return Err(OpenError::NoSuchFile(path.to_path_buf()));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let lock = private().create(true).open(&name).map_err(|e| unwritable(path, &e))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(OpenError::InUse(path.to_path_buf())),
        Err(TryLockError::Error(e)) => return Err(unwritable(path, &e)),
    }
    private().create(create).open(path).map_err(|e| unwritable(path, &e))?;
    Ok(lock)
}

/// Opens for writing; what it makes only its owner reads, for it will hold health records. SQLite gives the files beside
/// a database the same mode.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn unwritable(path: &Path, error: &io::Error) -> OpenError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => OpenError::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            OpenError::NotWritable(path.to_path_buf())
        }
        kind => OpenError::Failed(StoreError::fault(format!("{}: {kind}", path.display()))),
    }
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    Database::connect(options).await
}

/// One more connection that may write: the writer's after a fault, or one for a backup while others work.
pub(crate) async fn connect_writer(url: &DatabaseUrl) -> Result<DatabaseConnection, DbErr> {
    connect(sqlite_options(url, 1, false, false)).await
}

fn sqlite_options(url: &DatabaseUrl, connections: u32, create: bool, read_only: bool) -> ConnectOptions {
    let memory = *url.place() == Place::Memory;
    let mut options = ConnectOptions::new(url.as_str());
    options
        .max_connections(connections)
        .min_connections(1)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |options| pragmas(options, memory, create, read_only))
        // Closing a connection to memory would lose it; reopening one to a file gains nothing.
        .map_sqlx_sqlite_pool_opts(|pool| pool.idle_timeout(None).max_lifetime(None))
        .acquire_timeout(Duration::from_secs(10));
    options
}

fn pragmas(options: SqliteConnectOptions, memory: bool, create: bool, read_only: bool) -> SqliteConnectOptions {
    let mut options = options
        .create_if_missing(create)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true)
        // The one that writes touches pages all over the file: those of each person's entries, events and acts.
        .pragma("cache_size", if read_only { "-4000" } else { "-16000" })
        .pragma("temp_store", "memory");
    if !memory {
        // FULL: an answer is given only for what a power cut cannot take back.
        options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        // 16 MB: pages that change in many commits go to the file once. docs/decisions/0022-write-path.md
        options = options.pragma("wal_autocheckpoint", "4000");
    }
    if read_only {
        // Not the read-only open mode, which cannot recover a WAL; this only refuses statements that write.
        options = options.pragma("query_only", "on");
    }
    options
}

pub(crate) fn postgres_options(url: &DatabaseUrl, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.as_str());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .connect_timeout(Duration::from_secs(5))
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .set_application_name("passport")
        .statement_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

/// One sentence for what opening ran into.
fn failed(url: &DatabaseUrl, error: &DbErr) -> OpenError {
    let (DbErr::Conn(RuntimeErr::SqlxError(e))
    | DbErr::Exec(RuntimeErr::SqlxError(e))
    | DbErr::Query(RuntimeErr::SqlxError(e))) = error
    else {
        return match (url.place(), error) {
            (Place::Server { shown }, DbErr::ConnectionAcquire(_)) => OpenError::NoAnswer(shown.clone()),
            _ => OpenError::Failed(error.clone().into()),
        };
    };
    let code = match e.as_ref() {
        sqlx::Error::Database(e) => e.code().unwrap_or_default().into_owned(),
        _ => String::new(),
    };
    match (url.place(), code.as_str(), e.as_ref()) {
        (Place::Server { shown }, "28P01" | "28000", _) => OpenError::Refused(shown.clone()),
        (Place::Server { shown }, "3D000", _) => OpenError::NoSuchDatabase(shown.clone()),
        (Place::Server { shown }, _, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut) => {
            OpenError::NoAnswer(shown.clone())
        }
        (Place::File { path, .. }, "26", _) => OpenError::NotOurs(path.clone()),
        (Place::File { path, .. }, code, _) if primary(code) == 8 || primary(code) == 14 => {
            OpenError::NotWritable(path.clone())
        }
        (Place::File { .. }, code, _) if primary(code) == 13 => OpenError::DiskFull,
        (Place::File { path, .. }, code, _) if primary(code) == 5 => OpenError::InUse(path.clone()),
        _ => OpenError::Failed(error.clone().into()),
    }
}

/// The primary result code inside an extended one of SQLite.
fn primary(code: &str) -> i32 {
    code.parse::<i32>().unwrap_or(0) & 0xff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sqlite_that_keeps_committed_writes() {
        for (version, fits) in [
            ("3.51.3", true),
            ("3.51.10", true),
            ("3.52.0", true),
            ("4.0", true),
            ("3.51.2", false),
            ("3.46.1", false),
            ("", false),
        ] {
            assert_eq!(check_sqlite(version).is_ok(), fits, "{version}");
        }
    }
}
