//! Why a command was not done.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use care::{CareError, Refused};
use storage::OpenError;
use thiserror::Error;

use crate::config::ConfigError;

/// Why a command was not done, in one sentence for whoever typed it.
#[derive(Debug, Error)]
pub enum CommandError {
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The system has no threads to give.
    #[error("the program cannot start: {0}")]
    NoThreads(io::ErrorKind),
    /// Somebody else listens there, or the address is not this machine's.
    #[error("cannot listen on {addr}: {reason}")]
    Listen {
        /// Where.
        addr: SocketAddr,
        /// Why not.
        reason: io::ErrorKind,
    },
    /// A file that was named cannot be read.
    #[error("cannot read {}: {reason}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why not.
        reason: io::ErrorKind,
    },
    /// What was asked for makes no sense as things are.
    #[error("{0}")]
    Refused(String),
    /// A fault, logged under its reference.
    #[error("something went wrong; the log has more under reference {0}")]
    Broken(String),
}

impl From<CareError> for CommandError {
    fn from(error: CareError) -> Self {
        match error {
            CareError::Refused(Refused::Fields(problems)) => {
                Self::Refused(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; "))
            }
            CareError::Refused(refused) => Self::Refused(refused.to_string()),
            CareError::Broken(reference) => Self::Broken(reference.to_string()),
        }
    }
}
