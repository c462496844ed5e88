//! The life of a plan for another condition as types: written, reviewed, signed, superseded or withdrawn. As for the
//! asthma plan, each step consumes the one before, and only [`ConditionReview::sign`] makes what a person may read.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Condition;
use super::form::{ConditionFacts, ConditionForm};
use super::rules::{CONDITION_RULES_VERSION, ConditionProblem, check};
use super::template::ConditionTemplate;
use super::words::WordSection;
use crate::plan::stage::{Confirmation, Reasons, Tampered};
use crate::plan::{PlanStatus, Severity, Signature};
use crate::{DateOfBirth, NhsNumber, PersonName};

/// What a signed plan says: a snapshot that needs no template to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionContent {
    /// For which condition.
    pub condition: Condition,
    /// Name of the template.
    pub template_name: String,
    /// Its version.
    pub template_version: u16,
    /// Whose plan.
    pub name: PersonName,
    /// Date of birth.
    pub date_of_birth: DateOfBirth,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// The practice.
    pub practice_name: String,
    /// Its telephone, where known.
    pub practice_phone: String,
    /// The form's values, to renew from.
    pub values: BTreeMap<String, String>,
    /// The words, those for an emergency first.
    pub sections: Vec<WordSection>,
    /// When to review.
    pub review_due: Option<NaiveDate>,
}

impl ConditionContent {
    /// SHA-256 over the content, in hex: what a signature stands for.
    pub fn hash(&self) -> String {
        let canonical = serde_json::to_vec(self).unwrap_or_default();
        hex::encode(Sha256::digest(&canonical))
    }

    /// Every telephone number of the plan with whose it is.
    pub fn phones(&self) -> Vec<(String, String)> {
        let value = |key: &str| self.values.get(key).cloned().unwrap_or_default();
        let team = Some(value("team_name")).filter(|name| !name.is_empty()).unwrap_or_else(|| "Hospital team".into());
        [
            (value("contact_name"), value("contact_phone")),
            (team, value("team_phone")),
            (self.practice_name.clone(), self.practice_phone.clone()),
        ]
        .into_iter()
        .filter(|(_, phone)| !phone.is_empty())
        .collect()
    }
}

/// A plan being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionDraft {
    /// The template in force.
    pub template: ConditionTemplate,
    /// What was typed.
    pub form: ConditionForm,
}

/// A draft read as a whole, with what the rules say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionReview {
    content: ConditionContent,
    problems: Vec<ConditionProblem>,
}

/// A signed version: immutable, numbered, hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedConditionPlan {
    number: u32,
    content: ConditionContent,
    content_hash: String,
    rules_version: u16,
    confirmations: Vec<Confirmation>,
    signature: Signature,
    review_due: NaiveDate,
    status: PlanStatus,
}

/// What storage kept of a signed version.
#[derive(Clone, Debug)]
pub struct ConditionRecord {
    /// Version number.
    pub number: u32,
    /// Snapshot.
    pub content: ConditionContent,
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

/// Why a plan cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotSignCondition {
    /// Rules that stop, or that lack a reason.
    Problems(Vec<ConditionProblem>),
    /// Only a nurse or GP signs.
    NotAClinician,
}

impl ConditionDraft {
    /// Reads the draft as a whole and lets every rule speak.
    pub fn review(self, facts: &ConditionFacts) -> ConditionReview {
        let Self { template, form } = self;
        let content = ConditionContent {
            condition: template.condition,
            template_name: template.name.clone(),
            template_version: template.version,
            name: facts.name.clone(),
            date_of_birth: facts.date_of_birth,
            nhs_number: facts.nhs_number.clone(),
            practice_name: facts.practice_name.clone(),
            practice_phone: facts.practice_phone.clone(),
            values: form.kept(&template),
            sections: template.words(&form),
            review_due: form.review_due(),
        };
        ConditionReview { content, problems: check(&form, &template, facts) }
    }
}

impl ConditionReview {
    /// What the plan would say.
    pub const fn content(&self) -> &ConditionContent {
        &self.content
    }

    /// What the rules say.
    pub fn problems(&self) -> &[ConditionProblem] {
        &self.problems
    }

    /// Signs as version `number`.
    ///
    /// # Errors
    /// When a rule stops it, a rule that asks for a reason has none, or the signer is no clinician.
    pub fn sign(
        self,
        number: u32,
        signature: Signature,
        reasons: &Reasons,
    ) -> Result<SignedConditionPlan, CannotSignCondition> {
        if !signature.author_role.is_clinical() {
            return Err(CannotSignCondition::NotAClinician);
        }
        let reason_for = |problem: &ConditionProblem| {
            reasons
                .get(&problem.rule)
                .map(|reason| reason.trim())
                .filter(|reason| (3..=200).contains(&reason.chars().count()))
        };
        let open: Vec<ConditionProblem> = self
            .problems
            .iter()
            .filter(|p| p.severity == Severity::Stop || (p.severity == Severity::Confirm && reason_for(p).is_none()))
            .cloned()
            .collect();
        let Some(review_due) = self.content.review_due.filter(|_| open.is_empty()) else {
            return Err(CannotSignCondition::Problems(open));
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
        Ok(SignedConditionPlan {
            number,
            content_hash: self.content.hash(),
            content: self.content,
            rules_version: CONDITION_RULES_VERSION,
            confirmations,
            signature,
            review_due,
            status: PlanStatus::Signed,
        })
    }
}

impl SignedConditionPlan {
    /// A version read back from storage.
    ///
    /// # Errors
    /// When the content is not what was hashed at signing.
    pub fn from_record(record: ConditionRecord) -> Result<Self, Tampered> {
        if record.content.hash() != record.content_hash {
            return Err(Tampered);
        }
        let ConditionRecord {
            number,
            content,
            content_hash,
            rules_version,
            confirmations,
            signature,
            review_due,
            status,
        } = record;
        Ok(Self { number, content, content_hash, rules_version, confirmations, signature, review_due, status })
    }

    /// Version number, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// What it says.
    pub const fn content(&self) -> &ConditionContent {
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
