//! Views of plans that cross from server to screen.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::rules::{PlanFacts, Problem};
use super::{PlanForm, PlanStatus, SignedPlan, Template};
use crate::DraftId;

/// A line of the version history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    /// Version number.
    pub number: u32,
    /// Template name then.
    pub template: String,
    /// Who signed.
    pub author_name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Review date.
    pub review_due: NaiveDate,
    /// Status now.
    pub status: PlanStatus,
    /// Why it was withdrawn, where it was.
    pub ended_reason: Option<String>,
}

/// A draft as the editor opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// The draft.
    pub id: DraftId,
    /// Template.
    pub template: Template,
    /// What was typed.
    pub form: PlanForm,
    /// Counts up with every save; a save names the revision it started from.
    pub revision: i64,
    /// Who saved last.
    pub saved_by: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// What the rules know beside the form.
    pub facts: PlanFacts,
    /// Number of the version being renewed, if any.
    pub last_number: Option<u32>,
}

/// What saving a draft answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaveAnswer {
    /// Kept, perhaps together with changes somebody else made to other fields.
    Saved {
        /// Revision now.
        revision: i64,
        /// When.
        saved_at: DateTime<Utc>,
        /// The form as kept; differs from what was sent when another's changes were merged in.
        form: PlanForm,
    },
    /// Somebody changed the same fields since; nothing was kept, both texts are here.
    Conflict(Box<DraftConflict>),
    /// The draft was signed or discarded meanwhile.
    Closed,
}

/// Two people changed the same fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftConflict {
    /// Revision now: the base for the next save.
    pub revision: i64,
    /// Who saved it.
    pub saved_by: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// What was sent.
    pub mine: PlanForm,
    /// What is kept.
    pub theirs: PlanForm,
}

/// What signing answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignAnswer {
    /// Signed as this version. A second click on Sign answers the same.
    Signed {
        /// Version number.
        number: u32,
    },
    /// Rules stop it, or a reason is missing.
    Stopped(Vec<Problem>),
    /// The date of birth typed is not this patient's: is this the right record?
    WrongDateOfBirth,
    /// Somebody saved the draft after it was reviewed.
    Changed,
    /// The draft was discarded.
    Closed,
}

/// A signed version as staff open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    /// The version.
    pub plan: SignedPlan,
    /// Number of the version in force, if any.
    pub current: Option<u32>,
    /// Why it was withdrawn, where it was.
    pub ended_reason: Option<String>,
    /// Belongs to the demonstration.
    pub demo: bool,
}
