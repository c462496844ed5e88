//! What comes after signing: filing in the GP record, and whether the patient has understood.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::SignedPlan;
use crate::patient::Patient;
use crate::{OdsCode, PatientId, PersonName};

/// A step that somebody ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A step after signing that can be ticked and un-ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The summary was filed in the GP record.
    Filed,
    /// The patient explained the amber zone back.
    TaughtBack,
}

impl Step {
    /// The word of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::TaughtBack => "taught_back",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Filed, Self::TaughtBack].into_iter().find(|step| step.as_str() == text)
    }
}

/// The page after signing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterView {
    /// Whose plan.
    pub patient: Patient,
    /// The version.
    pub plan: SignedPlan,
    /// Filed in the GP record.
    pub filed: Option<Ticked>,
    /// Explained back.
    pub taught_back: Option<Ticked>,
    /// Somebody joined for this person.
    pub joined: bool,
    /// The version in force, if any.
    pub current: Option<u32>,
}

/// A plan in force that nobody has filed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToFileLine {
    /// Whose.
    pub patient: PatientId,
    /// Name.
    pub name: PersonName,
    /// Version.
    pub number: u32,
    /// Signed when.
    pub signed_at: DateTime<Utc>,
    /// By whom.
    pub author_name: String,
}

/// The list of plans to file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToFile {
    /// The practice.
    pub practice: OdsCode,
    /// Its name.
    pub practice_name: String,
    /// How many there are.
    pub count: i64,
    /// The oldest of them, oldest first.
    pub lines: Vec<ToFileLine>,
}
