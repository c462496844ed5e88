//! Templates: what a plan starts from. Percentages, ages and review lengths live here, never in code that decides.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Regimen;

/// Which template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateId {
    /// Adults and young people on a preventer with a blue reliever.
    AdultPreventer,
    /// Children of 5 to 11 years.
    Child5To11,
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
    /// A second person approves every plan from it, whoever wrote it.
    #[serde(default)]
    pub needs_approval: bool,
}

impl TemplateId {
    /// Every template.
    pub const ALL: [Self; 4] = [Self::AdultPreventer, Self::Child5To11, Self::Mart, Self::Air];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AdultPreventer => "adult-preventer",
            Self::Child5To11 => "child-5-to-11",
            Self::Mart => "mart",
            Self::Air => "air",
        }
    }

    /// The starter template. Default lines: 80, 60 and 40 per cent of best (Pinnock, Breathe 2015).
    pub fn template(self) -> Template {
        let (name, about, regimen, from_age, to_age) = match self {
            Self::AdultPreventer => (
                "Preventer and blue reliever",
                "From 12 years: a preventer every day, a blue inhaler for symptoms.",
                Regimen::PreventerSaba,
                12,
                120,
            ),
            Self::Child5To11 => (
                "Child 5 to 11",
                "Preventer every day and a blue inhaler through a spacer, worded for parent and child.",
                Regimen::ChildSaba,
                5,
                11,
            ),
            Self::Mart => ("MART", "One inhaler every day and for symptoms.", Regimen::Mart, 12, 120),
            Self::Air => ("AIR", "From 12 years: one inhaler with a steroid, only when needed.", Regimen::Air, 12, 120),
        };
        let child = self == Self::Child5To11;
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
            review_months: if child { 6 } else { 12 },
            needs_approval: false,
        }
    }
}

impl Template {
    /// The template is meant for this age.
    pub fn fits_age(&self, age: u16) -> bool {
        (self.from_age..=self.to_age).contains(&age)
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
