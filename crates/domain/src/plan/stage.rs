//! The life of a plan as types: draft -> in review -> signed -> superseded or withdrawn.
//!
//! Each step consumes the stage before it. What a patient may read takes a [`SignedPlan`], and only
//! [`InReview::sign`] makes a new one, so there is no path from a draft to a patient.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::rules::{PlanFacts, Problem, RULES_VERSION, check};
use super::second::{Why, second_person};
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
    facts: PlanFacts,
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
    /// The second person, where there was one; their approval is the moment of signing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver: Option<Approver>,
}

/// A second person who approved a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approver {
    /// Who.
    pub id: StaffId,
    /// Their name as patients read it.
    pub name: String,
    /// Their role.
    pub role: Role,
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
    /// A second person must approve it first.
    #[error("a second person must approve this plan")]
    SecondPerson(Why),
    /// The second person is the author, or no GP.
    #[error("a GP who did not write the plan approves it")]
    NotASecondPerson,
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
        InReview { draft: self, content, problems, facts: facts.clone() }
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

    /// Why somebody of this role cannot sign it alone; `None` when they can.
    pub fn second_person(&self, author: Role) -> Option<Why> {
        second_person(&self.problems, &self.draft.template, &self.facts, author)
    }

    /// Problems that stop it, and those that ask for a reason and have none.
    pub fn open(&self, reasons: &Reasons) -> Vec<Problem> {
        let open = |p: &&Problem| match p.severity {
            Severity::Stop => true,
            Severity::Confirm => reason_for(p, reasons).is_none(),
            Severity::Advise | Severity::Info => false,
        };
        self.problems.iter().filter(open).cloned().collect()
    }

    /// Rules confirmed with these reasons.
    pub fn confirmations(&self, reasons: &Reasons) -> Vec<Confirmation> {
        self.problems
            .iter()
            .filter(|p| p.severity == Severity::Confirm)
            .filter_map(|p| {
                let reason = reason_for(p, reasons)?.to_owned();
                Some(Confirmation { rule: p.rule.clone(), message: p.message.clone(), reason })
            })
            .collect()
    }

    /// Signs as version `number`.
    ///
    /// # Errors
    /// When a rule stops it, a rule that asks for a reason has none, the signer is no clinician, or the second person it
    /// takes is missing, the author or no GP.
    pub fn sign(self, number: u32, signature: Signature, reasons: &Reasons) -> Result<SignedPlan, CannotSign> {
        if !signature.author_role.is_clinical() {
            return Err(CannotSign::NotAClinician);
        }
        let open = self.open(reasons);
        let Some(review_due) = self.content.review_due.filter(|_| open.is_empty()) else {
            return Err(CannotSign::Problems(open));
        };
        match (&signature.approver, self.second_person(signature.author_role)) {
            (Some(second), _) if second.id == signature.author || second.role != Role::Gp => {
                return Err(CannotSign::NotASecondPerson);
            }
            (None, Some(why)) => return Err(CannotSign::SecondPerson(why)),
            (Some(_), _) | (None, None) => {}
        }
        let confirmations = self.confirmations(reasons);
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

/// The reason given for a rule, where it says anything.
fn reason_for<'a>(problem: &Problem, reasons: &'a Reasons) -> Option<&'a str> {
    reasons.get(&problem.rule).map(|reason| reason.trim()).filter(|reason| reason.chars().count() >= 3)
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
