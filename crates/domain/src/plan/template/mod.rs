//! Templates: what a plan starts from. Percentages, ages and review lengths live here, never in code that decides.

mod edit;
pub mod views;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use edit::FIELDS;

use super::zones::line_at;
use super::{Field, Regimen};

/// Which template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateId {
    /// Adults on a preventer with a blue reliever.
    AdultPreventer,
    /// Young people of 12 to 17 years on a preventer with a blue reliever.
    Teenager,
    /// Children of 5 to 11 years.
    #[serde(alias = "child-5-to-11")]
    Child5To11,
    /// Children under 5, for families; off until an ICB takes it up.
    #[serde(alias = "under-5")]
    Under5,
    /// Maintenance and reliever therapy.
    Mart,
    /// Anti-inflammatory reliever.
    Air,
}

/// A template in one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Which.
    pub id: TemplateId,
    /// Version; plans keep the version they were written from.
    pub version: u16,
    /// Name in lists.
    pub name: String,
    /// One line that helps to choose.
    pub about: String,
    /// The regimen, which decides fields, products and emergency steps.
    pub regimen: Regimen,
    /// Youngest age in years.
    pub from_age: u16,
    /// Oldest age in years.
    pub to_age: u16,
    /// Amber line, percentage of best peak flow.
    pub amber_percent: u8,
    /// Red line, percentage of best peak flow.
    pub red_percent: u8,
    /// Emergency line, percentage of best peak flow.
    pub emergency_percent: Option<u8>,
    /// Peak flow is asked for at first; symptoms alone are usually preferred under 12 (NG245).
    pub peak_flow_at_first: bool,
    /// Longest time to the next review, months: 12, and 6 for children because their best peak flow grows.
    pub review_months: u32,
    /// Lines are rounded up to a multiple of this, L/min: 1, 5 or 10.
    pub rounding: u16,
    /// The version was withdrawn: what was typed stays readable, and cannot be signed.
    #[serde(default)]
    pub withdrawn: bool,
    /// A second person approves every plan from it, whoever wrote it.
    #[serde(default)]
    pub needs_approval: bool,
}

impl TemplateId {
    /// Every template.
    pub const ALL: [Self; 6] =
        [Self::AdultPreventer, Self::Teenager, Self::Child5To11, Self::Under5, Self::Mart, Self::Air];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AdultPreventer => "adult-preventer",
            Self::Teenager => "teenager",
            Self::Child5To11 => "child-5-to-11",
            Self::Under5 => "under-5",
            Self::Mart => "mart",
            Self::Air => "air",
        }
    }

    /// An ICB starts with it. Plans under 5 are considered one by one (NG245): that template waits until it is wanted.
    pub const fn is_on_at_first(self) -> bool {
        !matches!(self, Self::Under5)
    }

    /// The starter template. Default lines: 80, 60 and 40 per cent of best (Pinnock, Breathe 2015).
    pub fn template(self) -> Template {
        let (name, about, regimen, from_age, to_age) = match self {
            Self::AdultPreventer => (
                "Preventer and blue reliever",
                "From 18 years: a preventer every day, a blue inhaler for symptoms.",
                Regimen::PreventerSaba,
                18,
                120,
            ),
            Self::Teenager => (
                "Teenager: preventer and blue reliever",
                "From 12 to 17 years: a preventer every day, a blue inhaler for symptoms, an adult to ring.",
                Regimen::PreventerSaba,
                12,
                17,
            ),
            Self::Child5To11 => (
                "Child 5 to 11",
                "Preventer every day and a blue inhaler through a spacer, worded for parent and child.",
                Regimen::ChildSaba,
                5,
                11,
            ),
            Self::Under5 => (
                "Under 5",
                "For families: a preventer tried for 8 to 12 weeks and a blue inhaler through a spacer.",
                Regimen::ChildSaba,
                0,
                4,
            ),
            Self::Mart => ("MART", "One inhaler every day and for symptoms.", Regimen::Mart, 12, 120),
            Self::Air => ("AIR", "From 12 years: one inhaler with a steroid, only when needed.", Regimen::Air, 12, 120),
        };
        let child = matches!(self, Self::Child5To11 | Self::Under5);
        Template {
            id: self,
            version: 1,
            name: name.into(),
            about: about.into(),
            regimen,
            from_age,
            to_age,
            amber_percent: 80,
            red_percent: 60,
            emergency_percent: Some(40),
            peak_flow_at_first: !child,
            review_months: match self {
                Self::Child5To11 => 6,
                // NG245: an inhaled steroid is tried for 8 to 12 weeks under 5, then reviewed.
                Self::Under5 => 3,
                _ => 12,
            },
            rounding: 1,
            withdrawn: false,
            needs_approval: false,
        }
    }
}

impl Template {
    /// The template is meant for this age.
    pub fn fits_age(&self, age: u16) -> bool {
        (self.from_age..=self.to_age).contains(&age)
    }

    /// The percentage of best that gives a line; `None` for other fields and for a line the template does not have.
    pub fn percent(&self, field: Field) -> Option<u8> {
        match field {
            Field::AmberBelow => Some(self.amber_percent),
            Field::RedBelow => Some(self.red_percent),
            Field::EmergencyBelow => self.emergency_percent,
            _ => None,
        }
    }

    /// A line at a percentage of best, L/min, rounded up to the template's step: a danger line is never rounded down.
    pub fn line_at(&self, best: u16, percent: u8) -> u16 {
        let (line, step) = (line_at(best, percent), self.rounding.max(1));
        line.checked_next_multiple_of(step).unwrap_or(line)
    }
}

impl fmt::Display for TemplateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such template")]
pub struct NoSuchTemplate;

impl FromStr for TemplateId {
    type Err = NoSuchTemplate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|id| id.as_str() == text).ok_or(NoSuchTemplate)
    }
}
