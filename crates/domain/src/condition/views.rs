//! Templates and plans of other conditions as people see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::form::{ConditionFacts, ConditionForm};
use super::signed::{ConditionContent, SignedConditionPlan};
use super::template::ConditionTemplate;
use super::{Condition, ConditionProblem};
use crate::plan::PlanStatus;
use crate::plan::template::views::TemplateState;
use crate::plan::views::SignAnswer;

/// One version of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionTemplateLine {
    /// What it says.
    pub template: ConditionTemplate,
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

/// The templates of an ICB: each condition with its versions, the newest first. Without any, it is off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionTemplateList {
    /// The ICB.
    pub icb_name: String,
    /// Whoever looks may approve and withdraw.
    pub approves: bool,
    /// Every condition there is.
    pub conditions: Vec<(Condition, Vec<ConditionTemplateLine>)>,
}

/// The form of a plan as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionFormView {
    /// The template in force.
    pub template: ConditionTemplate,
    /// The person and the day.
    pub facts: ConditionFacts,
    /// What stands in the form.
    pub form: ConditionForm,
    /// What the plan would say.
    pub content: ConditionContent,
    /// What the rules say.
    pub problems: Vec<ConditionProblem>,
    /// The version in force, if any.
    pub in_force: Option<u32>,
}

/// A signed version with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionPlanView {
    /// The plan.
    pub plan: SignedConditionPlan,
    /// Number of the version in force.
    pub current: Option<u32>,
    /// Why it was withdrawn, where it was.
    pub ended_reason: Option<String>,
    /// Today in London.
    pub today: NaiveDate,
}

/// What a patient's record says of a condition: a plan, a template to start one from, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherPlan {
    /// Which.
    pub condition: Condition,
    /// The version signed last.
    pub last: Option<(u32, PlanStatus, NaiveDate)>,
    /// A template is in force.
    pub on: bool,
}

/// What signing answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignConditionAnswer {
    /// Signed under this number.
    Signed(u32),
    /// What would be signed is not what was read last, or nothing was.
    ReadFirst,
    /// Whoever signs may not at this moment: no certificate, no membership, or they must confirm who they are first.
    NotNow(SignAnswer),
    /// The date of birth does not match.
    WrongDateOfBirth,
    /// Rules that stop it, or that lack a reason.
    Stopped(Vec<ConditionProblem>),
}
