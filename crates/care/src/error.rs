//! How a use case can fail: a reason a person can act on, or a fault that is ours.

use std::fmt;

use domain::FieldProblem;
use domain::invitation::{CODE_LENGTH, code_from_bytes, print_code};
use storage::StoreError;
use thiserror::Error;

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CareError {
    /// A reason the person asking can act on.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A fault of the product. It was logged once under this reference; the person asking is told nothing else.
    #[error("something went wrong; the reference is {0}")]
    Broken(Reference),
}

/// A reason the person asking can act on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Nobody is logged in, or the session is over.
    #[error("log in first")]
    SignedOut,
    /// There is no such thing, or it is not theirs to see: the two look the same.
    #[error("not found")]
    NotFound,
    /// Somebody else was faster, or it was done already.
    #[error("this has changed meanwhile")]
    Conflict,
    /// Too much guessing, by whomever; wait an hour or use the link.
    #[error("too many tries; wait and try again")]
    TooManyTries,
    /// Something typed is missing or wrong; nothing was kept.
    #[error("some fields are missing or wrong")]
    Fields(Vec<FieldProblem>),
}

/// Joins what a person is told with what the log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl CareError {
    /// Logs a fault and answers its reference. The text must hold nobody's data.
    pub fn broken(fault: impl fmt::Display) -> Self {
        let mut bytes = [0_u8; CODE_LENGTH];
        // Without randomness the reference is all zeros, and still better than no answer.
        let _ = getrandom::fill(&mut bytes);
        let reference = print_code(&code_from_bytes(&bytes));
        tracing::error!(%reference, %fault, "a use case failed");
        Self::Broken(Reference(reference))
    }

    /// One field is missing or wrong.
    pub fn field(field: &str, message: &str) -> Self {
        Refused::Fields(vec![FieldProblem::new(field, message)]).into()
    }
}

impl From<StoreError> for CareError {
    fn from(error: StoreError) -> Self {
        Self::broken(error)
    }
}
