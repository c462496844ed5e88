//! Where the database is.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;

use crate::OpenError;

/// A checked `DATABASE_URL`. Shown without user name and password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    url: String,
    place: Place,
}

/// What the address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A SQLite file, which may be made when it is missing.
    File { path: PathBuf, create: bool },
    /// A SQLite database that is gone when the program ends.
    Memory,
    /// A PostgreSQL server, as "host:port/database".
    Server { shown: String },
}

impl DatabaseUrl {
    /// Reads an address: `sqlite://data/passport.db?mode=rwc` or `postgres://user:password@host/database`.
    ///
    /// # Errors
    /// [`OpenError::BadAddress`] says what an address looks like; it does not repeat the one given, which may hold a
    /// password.
    pub fn parse(text: &str) -> Result<Self, OpenError> {
        let url = text.trim().to_owned();
        let place = if url.starts_with("sqlite:") {
            sqlite_place(&url)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            postgres_place(&url)
        } else {
            None
        };
        place.map(|place| Self { url, place }).ok_or(OpenError::BadAddress)
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.url
    }

    /// The SQLite file, when it is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.place {
            Place::File { path, .. } => Some(path),
            _ => None,
        }
    }
}

fn sqlite_place(url: &str) -> Option<Place> {
    let options = SqliteConnectOptions::from_str(url).ok()?;
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let modes: Vec<&str> = query.split('&').filter_map(|part| part.strip_prefix("mode=")).collect();
    if address.ends_with(":memory:") || modes.contains(&"memory") {
        return Some(Place::Memory);
    }
    let path = options.get_filename().to_path_buf();
    // "sqlite://" alone, or a folder.
    if path.as_os_str().is_empty() || url.split('?').next().is_some_and(|a| a.ends_with('/')) {
        return None;
    }
    Some(Place::File { path, create: modes.contains(&"rwc") })
}

fn postgres_place(url: &str) -> Option<Place> {
    let options = PgConnectOptions::from_str(url).ok()?;
    let (host, port) = (options.get_host(), options.get_port());
    let database = options.get_database().unwrap_or_else(|| options.get_username());
    Some(Place::Server { shown: format!("{host}:{port}/{database}") })
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::File { path, .. } => write!(f, "SQLite {}", path.display()),
            Place::Memory => f.write_str("SQLite in memory"),
            Place::Server { shown } => write!(f, "PostgreSQL {shown}"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for DatabaseUrl {
    type Err = OpenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
