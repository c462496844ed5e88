//! `DATABASE_URL` and `PASSPORT_READ_URL` (or `..._FILE`): where the database is, and its standby.

use std::fmt;

use storage::DatabaseUrl;

use super::{ConfigError, Environment};

const DEFAULT: &str = "sqlite://data/passport.db?mode=rwc";

/// Where the database is.
#[derive(Clone)]
pub struct DatabaseConfig {
    /// The address, checked for its form.
    pub url: DatabaseUrl,
    /// A standby of the same PostgreSQL server, from which boards are read.
    pub standby: Option<DatabaseUrl>,
    is_default: bool,
}

impl DatabaseConfig {
    /// A SQLite file under `data/` unless told otherwise.
    ///
    /// # Errors
    /// When the address has no form the product knows.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let given = environment.secret("DATABASE_URL")?;
        let is_default = given.is_none();
        let url = DatabaseUrl::parse(given.as_deref().unwrap_or(DEFAULT))
            .map_err(|error| ConfigError::Database(error.to_string()))?;
        let standby = environment.secret("PASSPORT_READ_URL")?;
        let standby = standby
            .map(|text| DatabaseUrl::parse(&text))
            .transpose()
            .map_err(|error| ConfigError::Database(error.to_string()))?;
        Ok(Self { url, standby, is_default })
    }

    /// What kind of database it is, for figures about the server.
    pub fn kind(&self) -> &'static str {
        if self.url.to_string().starts_with("PostgreSQL") { "postgresql" } else { "sqlite" }
    }

    /// Makes the folder of the default database. A folder an operator named has to exist: a typing error there must
    /// not start an empty practice.
    ///
    /// # Errors
    /// When the disk does not allow it.
    pub fn prepare(&self) -> Result<(), ConfigError> {
        if self.is_default {
            std::fs::create_dir_all("data").map_err(|error| ConfigError::NoDataFolder(error.kind().to_string()))?;
        }
        Ok(())
    }
}

impl fmt::Display for DatabaseConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.url, f)
    }
}

impl fmt::Debug for DatabaseConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
