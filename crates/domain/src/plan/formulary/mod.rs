//! The formulary: the respiratory products of an ICB with the facts that rules decide on, in versions. Which one is in
//! force is data; a draft is checked against the version of the day, and a signed plan names the one it was checked
//! against.

mod diff;
mod file;
mod product;
mod starter;
pub mod views;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use diff::{FormularyChange, compare};
pub use file::{FormularyRow, OPTIONAL, REQUIRED, assemble, read_row};
pub use product::{Device, Product, ProductKind, UsualDose, answers_to, words};
pub use starter::starter;

use super::Severity;

/// How an ICB calls the standing of a product, in its own words ("Green", "First choice").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusWord {
    /// Short key, as in the formulary's file.
    pub code: String,
    /// As shown.
    pub label: String,
    /// What it means; may be empty.
    pub meaning: String,
    /// What a plan with such a product is asked; `None` when nothing is.
    pub severity: Option<Severity>,
}

/// Products in one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formulary {
    /// Version of the ICB's formulary, from 1; 0 is the starter formulary, which no ICB has confirmed.
    pub version: u32,
    /// First day on which it counts; `None` for the starter formulary.
    pub from: Option<NaiveDate>,
    /// The ICB's words for the standing of products, the most wanted first.
    pub statuses: Vec<StatusWord>,
    /// Products in the order in which they are offered.
    pub products: Arc<[Product]>,
}

/// The version of a formulary a plan was checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormularyRef {
    /// Version; 0 is the starter formulary.
    pub version: u32,
}

impl Formulary {
    /// The product with a key.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// What the ICB says of a product; `None` when it says nothing.
    pub fn status(&self, product: &Product) -> Option<&StatusWord> {
        self.statuses.iter().find(|word| word.code == product.status)
    }

    /// As a signed plan names it.
    pub const fn as_ref(&self) -> FormularyRef {
        FormularyRef { version: self.version }
    }

    /// "version 3 of the formulary", "the starter formulary".
    pub fn called(&self) -> String {
        if self.version == 0 {
            "the starter formulary".into()
        } else {
            format!("version {} of the formulary", self.version)
        }
    }
}
