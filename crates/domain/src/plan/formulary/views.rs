//! Formularies as an ICB sees them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Formulary, FormularyChange};

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormularyState {
    /// Brought in, seen by the ICB only.
    Imported,
    /// Activated; counts from its day on.
    Waiting,
    /// Counts now.
    InForce,
    /// A later version counts.
    Replaced,
    /// Taken out of force.
    Ended,
}

impl FormularyState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Imported, Self::Waiting, Self::InForce, Self::Replaced, Self::Ended];

    /// The word in `docs/states.md`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Waiting => "waiting",
            Self::InForce => "in force",
            Self::Replaced => "replaced",
            Self::Ended => "ended",
        }
    }

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Imported => "Imported",
            Self::Waiting => "Activated, waiting for its day",
            Self::InForce => "In force",
            Self::Replaced => "Replaced",
            Self::Ended => "Taken out of force",
        }
    }
}

/// One version in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormularyLine {
    /// Version.
    pub version: u32,
    /// First day on which it counts.
    pub from: Option<NaiveDate>,
    /// Where it stands.
    pub state: FormularyState,
    /// How many products.
    pub products: usize,
    /// How many of them nobody confirmed against their licence.
    pub unconfirmed: usize,
    /// When it was brought in.
    pub imported_at: DateTime<Utc>,
    /// Who activated it.
    pub activated_by: Option<String>,
}

/// The formularies of an ICB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormularyList {
    /// The ICB.
    pub icb_name: String,
    /// Versions, the newest first; without any the starter formulary counts.
    pub versions: Vec<FormularyLine>,
}

/// One version, product by product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormularyView {
    /// The ICB.
    pub icb_name: String,
    /// Its line in the list; `None` for the starter formulary.
    pub line: Option<FormularyLine>,
    /// What it says.
    pub formulary: Formulary,
    /// "version 3 of the formulary", with which it is compared: the one in force, or the one before.
    pub against: String,
    /// What differs.
    pub changes: Vec<FormularyChange>,
}
