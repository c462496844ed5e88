//! What pages show of parents and of who acts for whom. No page names an account or tells anything of its owner: two
//! parents who live apart learn nothing of each other.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ParentAccess, ParentDecision, ParentPolicy};
use crate::diary::PersonLine;
use crate::gillick::GillickLine;
use crate::patient::Patient;
use crate::{AccountId, PatientId, Relationship};

/// An account that acts for a patient, as the practice sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingLine {
    /// Which.
    pub account: AccountId,
    /// How it stands to the patient.
    pub relationship: Relationship,
    /// Joined when.
    pub since: DateTime<Utc>,
    /// Last used on which day.
    pub last_used: Option<NaiveDate>,
    /// How far a parent acts.
    pub access: ParentAccess,
    /// The practice has yet to review it.
    pub review_due: bool,
    /// The last decision about it and when.
    pub decided: Option<(ParentDecision, DateTime<Utc>)>,
}

/// Who acts for a patient: the practice's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingPage {
    /// The patient.
    pub patient: Patient,
    /// Today in London.
    pub today: NaiveDate,
    /// The practice's name.
    pub practice_name: String,
    /// The accounts, the first to join first.
    pub people: Vec<ActingLine>,
    /// The ICB's policy.
    pub policy: ParentPolicy,
    /// Assessments of Gillick competence, the newest first.
    pub assessments: Vec<GillickLine>,
}

/// A young person whose parents' access waits for a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewLine {
    /// Who.
    pub patient: PatientId,
    /// Name, family name first.
    pub name: String,
    /// Age.
    pub age: u16,
    /// Parents whose access waits.
    pub parents: u16,
    /// The birthday since which it waits.
    pub since: NaiveDate,
}

/// The practice's list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewList {
    /// The practice's name.
    pub practice_name: String,
    /// Longest waiting first.
    pub lines: Vec<ReviewLine>,
    /// The ICB's policy.
    pub policy: ParentPolicy,
}

/// A parent as the young person sees them: since when, and how far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentLine {
    /// Which, told to the young person alone, who decides about it.
    pub account: Option<AccountId>,
    /// Joined when.
    pub since: DateTime<Utc>,
    /// How far.
    pub access: ParentAccess,
    /// The account that looks at the page.
    pub me: bool,
}

/// Who else sees the plan of the person shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyParents {
    /// Whose plan.
    pub person: PersonLine,
    /// The parents and carers who joined.
    pub parents: Vec<ParentLine>,
    /// The young person has an account of their own.
    pub joined_themself: bool,
    /// The policy.
    pub policy: ParentPolicy,
    /// The young person keeps the diary to themself.
    pub diary_hidden: bool,
    /// A demonstration.
    pub demo: bool,
}
