//! The form of a plan: what was typed, and what is known of the person beside it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::template::ConditionTemplate;
use crate::time::{add_months, read_date};
use crate::{DateOfBirth, NhsNumber, PersonName};

/// Values by field key. A field that is absent is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConditionForm(pub BTreeMap<String, String>);

/// What the rules know beside the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionFacts {
    /// Today in London.
    pub today: NaiveDate,
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
    /// The inhaler for symptoms in the asthma plan in force; `None` without such a plan.
    pub asthma_reliever: Option<String>,
}

impl ConditionForm {
    /// What a new form starts with.
    pub fn start(template: &ConditionTemplate, facts: &ConditionFacts) -> Self {
        let mut values: BTreeMap<String, String> =
            template.fields.iter().map(|field| (field.key.clone(), field.start.clone())).collect();
        let review = add_months(facts.today, template.review_months);
        values.insert("review_due".into(), review.format("%d/%m/%Y").to_string());
        if let Some(reliever) = facts.asthma_reliever.as_ref().filter(|_| template.field("reliever").is_some()) {
            values.insert("reliever".into(), reliever.clone());
        }
        Self(values)
    }

    /// What stands in a field, without spaces around it.
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", |text| text.trim())
    }

    /// The day of the next review.
    pub fn review_due(&self) -> Option<NaiveDate> {
        read_date(self.get("review_due"))
    }

    /// Only what the template asks for, without spaces around it and without blanks: what a signature stands for.
    pub fn kept(&self, template: &ConditionTemplate) -> BTreeMap<String, String> {
        let values = template.fields.iter().map(|field| (field.key.clone(), self.get(&field.key).to_owned()));
        values.filter(|(_, text)| !text.is_empty()).collect()
    }
}
