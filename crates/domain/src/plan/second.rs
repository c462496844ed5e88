//! When one clinician is not enough: a second person looks at a plan before it is signed.

use serde::{Deserialize, Serialize};

use super::rules::{PlanFacts, Problem, rule};
use super::{Severity, Template};
use crate::Role;

/// Why a second person is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The template asks for it.
    Template,
    /// These rules speak, and a reason alone does not pass them.
    Rules(Vec<String>),
}

/// Why a plan by somebody of this role is signed only once a second person has approved it; `None` when it is theirs to
/// sign. A GP decides alone what a nurse asks a GP about; what the template asks for, it asks of everybody.
pub fn second_person(problems: &[Problem], template: &Template, facts: &PlanFacts, author: Role) -> Option<Why> {
    if template.needs_approval {
        return Some(Why::Template);
    }
    if author == Role::Gp {
        return None;
    }
    let age = facts.age();
    let mut rules: Vec<String> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Confirm)
        .filter(|problem| rule(&problem.rule).is_some_and(|rule| rule.second_person.at_age(age)))
        .map(|problem| problem.rule.clone())
        .collect();
    rules.dedup();
    (!rules.is_empty()).then_some(Why::Rules(rules))
}

impl Why {
    /// As clinicians read it: the template, or what the rules said.
    pub fn sentences(&self, problems: &[Problem]) -> Vec<String> {
        match self {
            Self::Template => vec!["Every plan from this template is approved by a second person".into()],
            Self::Rules(rules) => problems
                .iter()
                .filter(|problem| rules.contains(&problem.rule))
                .map(|problem| format!("{}: {}", problem.field.label(), problem.message.trim_end_matches('.')))
                .collect(),
        }
    }
}
