//! Documents on paper: signed plans as PDF.
//!
//! The words come from [`domain::plan::words`] and [`domain::condition::words`], as on every screen; how they stand on a page is said by the `.typ` files
//! in `layouts/`, which a designer can read and change. Only a
//! [`SignedPlan`] or a [`SignedConditionPlan`] can be printed: there is no paper of a draft.

#![warn(missing_docs)]

mod condition;
mod facts;
mod own_data;
mod press;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use domain::condition::SignedConditionPlan;
use domain::own_data::OwnDataPaper;
use domain::plan::SignedPlan;
use thiserror::Error;

/// The prints of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanPrint {
    /// The whole plan on one A4 page, for the fridge door.
    A4,
    /// The whole plan on two A4 pages in larger print.
    Booklet,
    /// What a school needs and nothing else: one A4 page.
    School,
    /// The A4 page for a printer without colour: zones are told by word, letter, shape and pattern.
    BlackAndWhite,
}

impl PlanPrint {
    /// Every print.
    pub const ALL: [Self; 4] = [Self::A4, Self::Booklet, Self::School, Self::BlackAndWhite];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Booklet => "booklet",
            Self::School => "school",
            Self::BlackAndWhite => "bw",
        }
    }

    /// Reads the word in an address.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|print| print.as_str() == text)
    }

    /// Pages of a plan of usual length. Texts at their longest may need one more, which then says so.
    pub const fn pages(self) -> usize {
        match self {
            Self::Booklet => 2,
            Self::A4 | Self::School | Self::BlackAndWhite => 1,
        }
    }
}

/// Why there is no document. It holds nothing of what the plan says.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// A font or layout that belongs to this program cannot be read.
    #[error("the fonts and layouts of this program cannot be read")]
    Press,
    /// The layout could not be set.
    #[error("the {0} layout could not be set: {1}")]
    Layout(&'static str, String),
}

/// The plan as PDF: tagged, in British English, with a title, and the same bytes every time.
///
/// A version that is no longer in force says so across every page. `demo` marks made-up people.
///
/// # Errors
/// When a layout is broken; never because of what a plan says.
pub fn plan_pdf(plan: &SignedPlan, kind: PlanPrint, demo: bool) -> Result<Vec<u8>, DocumentError> {
    press::pdf(&facts::sheet(plan, kind, demo)?)
}

/// A plan for another condition on one A4 page, by the same rules as [`plan_pdf`].
///
/// # Errors
/// When the layout is broken; never because of what a plan says.
pub fn condition_pdf(plan: &SignedConditionPlan, demo: bool) -> Result<Vec<u8>, DocumentError> {
    press::pdf(&condition::sheet(plan, demo)?)
}

/// Everything that is kept about a person, in words, on as many A4 pages as it takes: tagged, with a heading for each part.
///
/// # Errors
/// When the layout is broken; never because of what the file says.
pub fn own_data_pdf(paper: &OwnDataPaper, made_at: DateTime<Utc>, demo: bool) -> Result<Vec<u8>, DocumentError> {
    press::pdf(&own_data::sheet(paper, made_at, demo)?)
}
