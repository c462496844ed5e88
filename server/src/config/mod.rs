//! Settings, read once from the environment. Every one has a safe default, and none is ever printed with a secret in it.

mod air;
mod database;
mod env;
mod http;
mod mode;
mod push;
mod secret;

use std::fmt;

use integrations::identity::NoProvider;
use thiserror::Error;

pub use air::AirConfig;
pub use database::DatabaseConfig;
pub use env::Environment;
pub use http::{HttpConfig, PublicUrl};
pub use mode::Mode;
pub use push::PushConfig;
pub use secret::{Secret, SecretConfig};

/// Everything an operator may set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the database is.
    pub database: DatabaseConfig,
    /// Where browsers find the product.
    pub http: HttpConfig,
    /// Demonstration or real use.
    pub mode: Mode,
    /// The key under which invitation codes and session tokens are hashed.
    pub secret: SecretConfig,
    /// Reminders to devices.
    pub push: PushConfig,
    /// Air quality and pollen.
    pub air: AirConfig,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// The first setting that cannot be right, in one sentence that names it.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            database: DatabaseConfig::read(environment)?,
            http: HttpConfig::read(environment)?,
            mode: Mode::read(environment)?,
            secret: SecretConfig::read(environment)?,
            push: PushConfig::read(environment)?,
            air: AirConfig::read(environment)?,
        })
    }

    /// The address people type: the public one when it is set, otherwise where the server listens.
    pub fn site(&self) -> String {
        match &self.http.public_url {
            Some(url) => url.origin().to_owned(),
            None => format!("http://{}", self.http.addr),
        }
    }
}

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, {}, {}, {}, {}", self.mode, self.database, self.http, self.secret, self.push, self.air)
    }
}

/// A setting that cannot be right.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConfigError {
    /// The value has another form than the setting asks for.
    #[error("{name} must be {expected}")]
    Bad {
        /// Name of the setting.
        name: &'static str,
        /// What it should look like. The value given is not repeated: it may be a secret in the wrong place.
        expected: &'static str,
    },
    /// The file a setting points to cannot be read.
    #[error("{name} names a file that cannot be read: {reason}")]
    Unreadable {
        /// Name of the setting.
        name: String,
        /// Why, in the system's words.
        reason: String,
    },
    /// The same thing is given twice.
    #[error("Set {name} or {name}_FILE, not both")]
    Twice {
        /// Name of the setting.
        name: &'static str,
    },
    /// Nothing in the product can log a real person in yet.
    #[error("{0}")]
    NoIdentityProvider(NoProvider),
    /// The default folder of the database cannot be made.
    #[error("The folder data for the database cannot be made: {0}")]
    NoDataFolder(String),
    /// The database address is wrong.
    #[error("{0}")]
    Database(String),
}
