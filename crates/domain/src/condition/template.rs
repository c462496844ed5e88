//! What a template of a condition is made of. Texts carry places such as `{dose}`, which are filled from the plan's form.

use serde::{Deserialize, Serialize};

use super::Condition;

/// A template in one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionTemplate {
    /// For which condition.
    pub condition: Condition,
    /// Version; plans keep the version they were written from.
    pub version: u16,
    /// Name in lists.
    pub name: String,
    /// One line that helps to choose.
    pub about: String,
    /// Longest time to the next review, months.
    pub review_months: u32,
    /// Sections; those for an emergency stand first.
    pub sections: Vec<ConditionSection>,
    /// Fields of the plan's form.
    pub fields: Vec<ConditionField>,
    /// The version was withdrawn: what was typed stays readable, and cannot be signed.
    #[serde(default)]
    pub withdrawn: bool,
}

/// A part of the plan with its heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionSection {
    /// Heading.
    pub title: String,
    /// What sort of part it is.
    pub kind: SectionKind,
    /// Signs that lead here.
    pub when: Vec<String>,
    /// What to do or to know, with places. The product's own.
    pub steps: Vec<String>,
    /// The ICB's own lines after them, without places; never in an emergency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<String>,
}

/// What sort of part a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// For 999; its words are the product's own.
    Emergency,
    /// It may be getting worse.
    Warning,
    /// Every day.
    Everyday,
    /// What others need to know.
    Facts,
    /// Whom to ring.
    Contacts,
}

/// One field of a plan's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionField {
    /// Key; the name of the element and of the place in texts.
    pub key: String,
    /// Label.
    pub label: String,
    /// Hint under the label; empty for none.
    pub hint: String,
    /// What goes in.
    pub kind: FieldKind,
    /// The plan cannot be signed without it.
    pub needed: bool,
    /// What stands there at first; empty for nothing.
    pub start: String,
}

/// What goes into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line.
    Text,
    /// A few lines.
    LongText,
    /// One of these.
    Choice(Vec<String>),
    /// A whole number.
    Number {
        /// Smallest.
        from: u16,
        /// Largest.
        to: u16,
        /// What it counts.
        unit: String,
    },
    /// Yes or no.
    YesNo,
    /// A telephone number.
    Telephone,
    /// A day.
    Date,
}

impl ConditionTemplate {
    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&ConditionField> {
        self.fields.iter().find(|field| field.key == key)
    }
}
