//! The life of a plan as types: draft -> in review -> signed -> superseded or withdrawn.
//!
//! Each step consumes the stage before it. What a patient may read takes a [`SignedPlan`], and only
//! [`InReview::sign`] makes a new one, so there is no path from a draft to a patient.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::rules::{PlanFacts, Problem, RULES_VERSION, check};
use super::{PlanContent, PlanForm, Severity, Template};
use crate::{Role, StaffId};

/// A plan being written. Nobody but its writers sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The template it was started from.
    pub template: Template,
    /// What was typed.
    pub form: PlanForm,
}

/// A draft read as a whole, with what the rules say of it; the step in which a clinician decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InReview {
    draft: Draft,
    content: PlanContent,
    problems: Vec<Problem>,
}

/// Reasons given for rules that ask for one, by rule id.
pub type Reasons = BTreeMap<String, String>;

/// A rule the signer confirmed, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Id of the rule.
    pub rule: String,
    /// What the rule said.
    pub message: String,
    /// Why it was right nevertheless.
    pub reason: String,
}

/// Who signs and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The clinician.
    pub author: StaffId,
    /// Their name as patients read it.
    pub author_name: String,
    /// Their role.
    pub author_role: Role,
    /// When, UTC.
    pub signed_at: DateTime<Utc>,
}

/// Whether a signed version still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// The one plan in force.
    Signed,
    /// A later version replaced it.
    Superseded,
    /// A clinician withdrew it: do not use.
    Withdrawn,
}

impl PlanStatus {
    /// Every status a version can have in storage.
    pub const ALL: [Self; 3] = [Self::Signed, Self::Superseded, Self::Withdrawn];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// A signed version: immutable, numbered, hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedPlan {
    number: u32,
    content: PlanContent,
    content_hash: String,
    rules_version: u16,
    confirmations: Vec<Confirmation>,
    signature: Signature,
    review_due: NaiveDate,
    status: PlanStatus,
}

/// Why a plan cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CannotSign {
    /// Rules that stop, or that lack a reason.
    #[error("the plan has problems that must be put right first")]
    Problems(Vec<Problem>),
    /// Only a nurse or GP signs.
    #[error("only a nurse or GP can sign a plan")]
    NotAClinician,
}

/// A stored version that is not what was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a signed plan does not match its hash")]
pub struct Tampered;

/// What storage kept of a signed version.
#[derive(Clone, Debug)]
pub struct SignedRecord {
    /// Version number.
    pub number: u32,
    /// Snapshot.
    pub content: PlanContent,
    /// Hash at signing.
    pub content_hash: String,
    /// Rule set at signing.
    pub rules_version: u16,
    /// Confirmed rules.
    pub confirmations: Vec<Confirmation>,
    /// Who and when.
    pub signature: Signature,
    /// Review date.
    pub review_due: NaiveDate,
    /// Status now.
    pub status: PlanStatus,
}

impl Draft {
    /// Reads the draft as a whole and lets every rule speak.
    pub fn review(self, facts: &PlanFacts) -> InReview {
        let problems = check(&self.form, &self.template, facts);
        let content = self.form.content(&self.template, facts);
        InReview { draft: self, content, problems }
    }
}

impl InReview {
    /// What the plan would say.
    pub const fn content(&self) -> &PlanContent {
        &self.content
    }

    /// What the rules say.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Back to writing.
    pub fn reopen(self) -> Draft {
        self.draft
    }

    /// Signs as version `number`.
    ///
    /// # Errors
    /// When a rule stops it, a rule that asks for a reason has none, or the signer is no clinician.
    pub fn sign(self, number: u32, signature: Signature, reasons: &Reasons) -> Result<SignedPlan, CannotSign> {
        if !signature.author_role.is_clinical() {
            return Err(CannotSign::NotAClinician);
        }
        let reason_for = |problem: &Problem| {
            reasons.get(&problem.rule).map(|reason| reason.trim()).filter(|reason| reason.chars().count() >= 3)
        };
        let open: Vec<Problem> = self
            .problems
            .iter()
            .filter(|p| p.severity == Severity::Stop || (p.severity == Severity::Confirm && reason_for(p).is_none()))
            .cloned()
            .collect();
        let Some(review_due) = self.content.review_due.filter(|_| open.is_empty()) else {
            return Err(CannotSign::Problems(open));
        };
        let confirmations = self
            .problems
            .iter()
            .filter(|p| p.severity == Severity::Confirm)
            .filter_map(|p| {
                let reason = reason_for(p)?.to_owned();
                Some(Confirmation { rule: p.rule.clone(), message: p.message.clone(), reason })
            })
            .collect();
        Ok(SignedPlan {
            number,
            content_hash: self.content.hash(),
            content: self.content,
            rules_version: RULES_VERSION,
            confirmations,
            signature,
            review_due,
            status: PlanStatus::Signed,
        })
    }
}

impl SignedPlan {
    /// A version read back from storage.
    ///
    /// # Errors
    /// When the content is not what was hashed at signing.
    pub fn from_record(record: SignedRecord) -> Result<Self, Tampered> {
        if record.content.hash() != record.content_hash {
            return Err(Tampered);
        }
        let SignedRecord { number, content, content_hash, rules_version, confirmations, signature, review_due, status } =
            record;
        Ok(Self { number, content, content_hash, rules_version, confirmations, signature, review_due, status })
    }

    /// The same version, replaced by a later one.
    #[must_use]
    pub fn supersede(self) -> Self {
        Self { status: PlanStatus::Superseded, ..self }
    }

    /// The same version, withdrawn.
    #[must_use]
    pub fn withdraw(self) -> Self {
        Self { status: PlanStatus::Withdrawn, ..self }
    }

    /// Version number, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// What it says.
    pub const fn content(&self) -> &PlanContent {
        &self.content
    }

    /// SHA-256 of the content, hex.
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// Rule set it passed.
    pub const fn rules_version(&self) -> u16 {
        self.rules_version
    }

    /// Rules confirmed with a reason.
    pub fn confirmations(&self) -> &[Confirmation] {
        &self.confirmations
    }

    /// Who signed and when.
    pub const fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Review date.
    pub const fn review_due(&self) -> NaiveDate {
        self.review_due
    }

    /// Whether it still counts.
    pub const fn status(&self) -> PlanStatus {
        self.status
    }
}
