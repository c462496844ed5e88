//! The rules a plan must pass. They run in the browser while the nurse types and on the server before anything is
//! signed; the server's verdict counts.

mod catalogue;
mod checks;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use catalogue::{RULES, RULES_VERSION, Rule, SecondPerson, rule};
pub use checks::check;
pub(crate) use checks::is_telephone;

use super::Field;
use super::content::PlanContent;
use super::formulary::Formulary;
use crate::{DateOfBirth, NhsNumber, PersonName, Sex};

/// How much a rule holds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Better done otherwise; nothing is asked.
    Advise,
    /// Signable only with a reason, which is kept with the plan.
    Confirm,
    /// Not signable.
    Stop,
}

impl Severity {
    /// In a word.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Info => "Info",
            Self::Advise => "Advice",
            Self::Confirm => "Confirm",
            Self::Stop => "Stop",
        }
    }
}

/// What the rules know beside the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFacts {
    /// Today in London.
    pub today: NaiveDate,
    /// Whose plan.
    pub name: PersonName,
    /// Date of birth.
    pub date_of_birth: DateOfBirth,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Sex as the record states it; for predicted peak flow only.
    pub sex: Sex,
    /// Height in cm, where the record has it.
    pub height_cm: Option<u16>,
    /// The practice.
    pub practice_name: String,
    /// Its telephone, where known.
    pub practice_phone: String,
    /// Inhalers the register has the person on, as it writes them.
    pub current_inhalers: Vec<String>,
    /// The formulary in force.
    pub formulary: Formulary,
    /// The plan signed before this one.
    pub last_signed: Option<PlanContent>,
}

impl PlanFacts {
    /// Age today, whole years.
    pub fn age(&self) -> u16 {
        self.date_of_birth.age_on(self.today)
    }

    /// The name of a product by its key: as the formulary has it, else as the last plan had it, else the key itself.
    pub fn product_name(&self, id: &str) -> String {
        let last = || self.last_signed.as_ref().and_then(|plan| plan.product_name(id)).map(str::to_owned);
        self.formulary.product(id).map(super::formulary::Product::name).or_else(last).unwrap_or_else(|| id.to_owned())
    }
}

/// A rule that does not hold, in words, beside the field that causes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Id of the rule.
    pub rule: String,
    /// Severity.
    pub severity: Severity,
    /// Where.
    pub field: Field,
    /// What and how to put it right.
    pub message: String,
}
