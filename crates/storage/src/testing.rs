//! Fresh databases for tests, of both kinds, gone when the test is over.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use uuid::Uuid;

use crate::{DatabaseUrl, Store};

/// Names a PostgreSQL server on which tests may create databases, as
/// `postgres://user:password@host:port/any_database`.
pub const POSTGRES_URL: &str = "PASSPORT_TEST_POSTGRES_URL";

/// An open store whose database is removed afterwards. Keep it for as long as the test runs.
pub struct TestStore {
    store: Store,
    /// "sqlite" or "postgres", for messages.
    pub kind: &'static str,
    // After the store, so that it is dropped after it.
    _place: Place,
}

enum Place {
    Folder { _folder: TestFolder },
    Database { _database: TestDatabase },
}

impl TestStore {
    /// The store, to clone into what is tested.
    pub const fn store(&self) -> &Store {
        &self.store
    }
}

impl Deref for TestStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// A new SQLite database, and a new PostgreSQL one when [`POSTGRES_URL`] is set: run the same test on each.
///
/// # Panics
/// When a database cannot be made; a test cannot go on without.
#[expect(clippy::panic, reason = "for tests only: there is nobody to answer to")]
pub async fn stores() -> Vec<TestStore> {
    let mut stores = vec![sqlite().await];
    if let Ok(server) = std::env::var(POSTGRES_URL) {
        let database = match TestDatabase::create(&server).await {
            Ok(database) => database,
            Err(error) => panic!("no PostgreSQL database for the test: {error}"),
        };
        match open(&database.url).await {
            Ok(store) => {
                stores.push(TestStore { store, kind: "postgres", _place: Place::Database { _database: database } });
            }
            Err(error) => panic!("the PostgreSQL test database does not open: {error}"),
        }
    }
    stores
}

/// A new SQLite database in a file of its own, with the same connections and settings as in use.
///
/// # Panics
/// When it cannot be made.
#[expect(clippy::panic, reason = "for tests only: there is nobody to answer to")]
pub async fn sqlite() -> TestStore {
    let folder = TestFolder::new();
    match open(&folder.database_url()).await {
        Ok(store) => TestStore { store, kind: "sqlite", _place: Place::Folder { _folder: folder } },
        Err(error) => panic!("the SQLite test database does not open: {error}"),
    }
}

/// Tests run side by side, also those of several programs.
#[expect(clippy::disallowed_methods, reason = "a test's place must be new, not repeatable")]
fn unused_name() -> String {
    Uuid::now_v7().simple().to_string()
}

async fn open(url: &str) -> Result<Store, crate::OpenError> {
    Store::open(&DatabaseUrl::parse(url)?).await
}

/// A temporary folder, removed with everything in it.
pub struct TestFolder(PathBuf);

impl TestFolder {
    /// A new one.
    ///
    /// # Panics
    /// When it cannot be made.
    #[expect(clippy::panic, reason = "for tests only: there is nobody to answer to")]
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("passport-test-{}", unused_name()));
        if let Err(error) = std::fs::create_dir_all(&path) {
            panic!("no folder for the test: {error}");
        }
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Address of a database in it.
    pub fn database_url(&self) -> String {
        format!("sqlite://{}?mode=rwc", self.0.join("passport.db").display())
    }
}

impl Default for TestFolder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A PostgreSQL database of the test's own.
struct TestDatabase {
    server: String,
    name: String,
    url: String,
}

impl TestDatabase {
    async fn create(server: &str) -> Result<Self, sea_orm::DbErr> {
        let name = format!("passport_test_{}", unused_name());
        run(server, &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"))
            .await?;
        let (address, query) = server.split_once('?').unwrap_or((server, ""));
        // "postgres://host/database": the last slash is the one before the database, unless there is none.
        let base = match address.rfind('/') {
            Some(at) if at > "postgres://".len() => &address[..at],
            _ => address,
        };
        let url = if query.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{query}") };
        Ok(Self { server: server.to_owned(), name, url })
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // The test's own runtime is ending; this needs one more.
        let _ = std::thread::spawn(move || {
            if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
                let _ = runtime.block_on(run(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
            }
        })
        .join();
    }
}

async fn run(server: &str, sql: &str) -> Result<(), sea_orm::DbErr> {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    db.execute_unprepared(sql).await?;
    db.close().await
}
