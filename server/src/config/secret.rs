//! `PASSPORT_SECRET` (or `PASSPORT_SECRET_FILE`): the key under which codes and tokens are hashed.

use std::fmt;

use super::{ConfigError, Environment};

/// Shorter keys could be guessed.
const SHORTEST: usize = 32;

/// Text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Text to keep to ourselves.
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }

    /// The secret itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The key, when the operator gave one.
#[derive(Clone, Debug)]
pub struct SecretConfig {
    /// `None`: the product makes one and keeps it with the database.
    pub key: Option<Secret>,
}

impl SecretConfig {
    /// Reads the key.
    ///
    /// # Errors
    /// When it is shorter than 32 characters or its file cannot be read.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let key = environment.secret("PASSPORT_SECRET")?;
        if key.as_ref().is_some_and(|key| key.len() < SHORTEST) {
            return Err(ConfigError::Bad { name: "PASSPORT_SECRET", expected: "at least 32 characters long" });
        }
        Ok(Self { key: key.map(Secret) })
    }
}

impl fmt::Display for SecretConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.key.is_some() { "key from the environment" } else { "key kept with the database" })
    }
}
