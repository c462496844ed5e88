//! `PASSPORT_MODE`: demonstration or real use.

use std::fmt;

use integrations::identity::IdentityProviders;

use super::{ConfigError, Environment};

/// Demonstration or real use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Invented people only; anybody may log in as any of them.
    Demo,
    /// Real people, who prove who they are to somebody else.
    Live,
}

impl Mode {
    /// Demo unless told otherwise. `live` is refused as long as no provider can log a real person in.
    ///
    /// # Errors
    /// For `live`, and for a word that is neither.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        match environment.get("PASSPORT_MODE") {
            None | Some("demo") => Ok(Self::Demo),
            Some("live") => match IdentityProviders::default().ready_for_live() {
                Ok(()) => Ok(Self::Live),
                Err(missing) => Err(ConfigError::NoIdentityProvider(missing)),
            },
            Some(_) => Err(ConfigError::Bad { name: "PASSPORT_MODE", expected: "demo or live" }),
        }
    }

    /// Whether people are invented and may be logged in as by anybody.
    pub const fn is_demo(self) -> bool {
        matches!(self, Self::Demo)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Demo => "demo mode",
            Self::Live => "live mode",
        })
    }
}
