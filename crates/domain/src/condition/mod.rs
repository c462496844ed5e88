//! Plans for other conditions, by the same engine as the asthma plan: a template an ICB owns in versions, a form, rules,
//! and a signed snapshot of the words the person reads.

mod edit;
pub mod form;
pub mod rules;
pub mod signed;
mod starters;
pub mod template;
#[cfg(test)]
mod tests;
pub mod views;
pub mod words;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use form::{ConditionFacts, ConditionForm};
pub use rules::ConditionProblem;
pub use signed::{ConditionContent, ConditionDraft, SignedConditionPlan};
pub use template::{ConditionField, ConditionSection, ConditionTemplate, FieldKind, SectionKind};
pub use words::WordSection;

/// A condition other than asthma that a plan can be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Allergy with adrenaline pens.
    Allergy,
    /// Epilepsy with a rescue medicine.
    Epilepsy,
    /// Sickle cell disease, for a crisis.
    SickleCell,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Self; 3] = [Self::Allergy, Self::Epilepsy, Self::SickleCell];

    /// The word kept in storage and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allergy => "allergy",
            Self::Epilepsy => "epilepsy",
            Self::SickleCell => "sickle-cell",
        }
    }

    /// What its plan is called.
    pub const fn plan(self) -> &'static str {
        match self {
            Self::Allergy => "Allergy plan",
            Self::Epilepsy => "Epilepsy plan",
            Self::SickleCell => "Sickle cell plan",
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such condition")]
pub struct NoSuchCondition;

impl FromStr for Condition {
    type Err = NoSuchCondition;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|condition| condition.as_str() == text).ok_or(NoSuchCondition)
    }
}
