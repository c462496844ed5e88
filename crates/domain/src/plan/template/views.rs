//! Templates as an ICB and its practices see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Template, TemplateId};

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TemplateState {
    /// Waits for the clinical safety officer.
    Proposed,
    /// Plans are started from it and signed.
    InForce,
    /// A later version is in force.
    Replaced,
    /// Withdrawn: nothing more is signed with it.
    Withdrawn,
}

impl TemplateState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::InForce, Self::Replaced, Self::Withdrawn];

    /// The word in `docs/states.md`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::InForce => "in force",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Proposed => "Waits for approval",
            Self::InForce => "In force",
            Self::Replaced => "Replaced",
            Self::Withdrawn => "Withdrawn",
        }
    }
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateLine {
    /// What it says.
    pub template: Template,
    /// Where it stands.
    pub state: TemplateState,
    /// Who proposed it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Who approved it, and when.
    pub approved: Option<(String, DateTime<Utc>)>,
    /// Who withdrew it, when, and why.
    pub withdrawn: Option<(String, DateTime<Utc>, String)>,
}

/// One template with its versions, the newest first. Without any, the ICB has not taken it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateHistory {
    /// Which.
    pub id: TemplateId,
    /// Versions.
    pub versions: Vec<TemplateLine>,
}

/// The templates of an ICB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateList {
    /// The ICB.
    pub icb_name: String,
    /// Whoever looks may approve and withdraw.
    pub approves: bool,
    /// Every template there is.
    pub templates: Vec<TemplateHistory>,
}
