//! The rules a plan for another condition must pass. They run when the form is checked and again before it is signed.

mod catalogue;
mod checks;

use serde::{Deserialize, Serialize};

pub use catalogue::{CONDITION_RULES, CONDITION_RULES_VERSION, condition_rule};
pub use checks::check;

use crate::plan::Severity;

/// Adrenaline pens a plan can name. Emerade is not among them: it was recalled (MHRA, May 2023).
pub(super) const PENS: [&str; 2] = ["EpiPen", "Jext"];
/// Doses these pens are made in.
pub(super) const PEN_DOSES: [&str; 2] = ["150 micrograms", "300 micrograms"];
/// Pens with their doses.
pub(super) const PENS_WITH_DOSES: [(&str, &str); 4] = [
    ("EpiPen", "150 micrograms"),
    ("EpiPen", "300 micrograms"),
    ("Jext", "150 micrograms"),
    ("Jext", "300 micrograms"),
];

/// Brands of buccal midazolam.
pub(super) const BRANDS: [&str; 2] = ["Buccolam", "Epistatus"];
/// Doses of buccal midazolam.
pub(super) const BUCCAL_DOSES: [&str; 4] = ["2.5 mg", "5 mg", "7.5 mg", "10 mg"];
/// Buccolam by age: from and below, in months, and the dose.
pub(super) const BUCCOLAM: [(u32, u32, &str); 4] =
    [(3, 12, "2.5 mg"), (12, 60, "5 mg"), (60, 120, "7.5 mg"), (120, 216, "10 mg")];
/// Shortest and longest time of seizure before the medicine, minutes.
pub(super) const MINUTES_OF_SEIZURE: (u16, u16) = (1, 10);

/// Temperatures above which a doctor is rung.
pub(super) const FEVER_LINES: [&str; 3] = ["38.0 °C", "38.5 °C", "39.0 °C"];

/// A rule that does not hold, in words, beside the field that causes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionProblem {
    /// Id of the rule.
    pub rule: String,
    /// Severity.
    pub severity: Severity,
    /// Key of the field.
    pub field: String,
    /// What and how to put it right.
    pub message: String,
}
