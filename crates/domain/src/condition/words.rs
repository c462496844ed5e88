//! The plan in the words the person reads: a template's texts with their places filled.

use serde::{Deserialize, Serialize};

use super::form::ConditionForm;
use super::signed::SignedConditionPlan;
use super::template::{ConditionTemplate, FieldKind, SectionKind};
use crate::time::{london_day, say_date};

/// A section as it is read. `**` marks what is bold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordSection {
    /// Heading.
    pub title: String,
    /// What sort of part it is.
    pub kind: SectionKind,
    /// Signs that lead here.
    pub when: Vec<String>,
    /// What to do or to know.
    pub steps: Vec<String>,
}

impl ConditionTemplate {
    /// Every section with its places filled. A sentence with a place that was left blank is dropped, and so is a section
    /// with nothing to do or to know.
    pub fn words(&self, form: &ConditionForm) -> Vec<WordSection> {
        let fill_all = |texts: &[String]| -> Vec<String> {
            texts.iter().map(|text| self.fill(text, form)).filter(|text| !text.is_empty()).collect()
        };
        let mut sections: Vec<WordSection> = self
            .sections
            .iter()
            .map(|section| WordSection {
                title: section.title.clone(),
                kind: section.kind,
                when: fill_all(&section.when),
                steps: fill_all(&section.steps).into_iter().chain(section.own.iter().cloned()).collect(),
            })
            .filter(|section| !section.steps.is_empty())
            .collect();
        // Whoever opens it in an emergency finds that first.
        sections.sort_by_key(|section| section.kind != SectionKind::Emergency);
        sections
    }

    /// Without values: each place by its label, for whoever reads the template itself.
    pub fn words_of_template(&self) -> Vec<WordSection> {
        let labels = |text: &String| {
            self.fields.iter().fold(text.clone(), |text, field| {
                text.replace(&format!("{{{}}}", field.key), &format!("[{}]", field.label))
                    .replace(&format!("{{?{}}}", field.key), &format!("[if “{}”] ", field.label))
            })
        };
        self.sections
            .iter()
            .map(|section| WordSection {
                title: section.title.clone(),
                kind: section.kind,
                when: section.when.iter().map(labels).collect(),
                steps: section.steps.iter().chain(&section.own).map(labels).collect(),
            })
            .collect()
    }

    fn fill(&self, text: &str, form: &ConditionForm) -> String {
        let filled: String = text.split_inclusive(". ").filter_map(|sentence| self.sentence(sentence, form)).collect();
        filled.trim_end().to_owned()
    }

    /// A sentence with its places filled; `None` when one is blank.
    fn sentence(&self, sentence: &str, form: &ConditionForm) -> Option<String> {
        let mut parts = sentence.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (key, rest) = part.split_once('}')?;
            match key.strip_prefix('?') {
                Some(key) if form.get(key) == "yes" => (),
                Some(_) => return None,
                None => filled.push_str(&self.said(key, form)?),
            }
            // A text that ends its own sentence does not end it twice.
            let doubled = rest.starts_with('.') && filled.ends_with(['.', '!', '?']);
            filled.push_str(if doubled { rest.get(1..).unwrap_or_default() } else { rest });
        }
        Some(filled)
    }

    /// A value as it is said in a sentence.
    fn said(&self, key: &str, form: &ConditionForm) -> Option<String> {
        let value = form.get(key);
        if value.is_empty() {
            return None;
        }
        Some(match &self.field(key)?.kind {
            FieldKind::Number { unit, .. } if unit == "%" => format!("{value}%"),
            FieldKind::Number { unit, .. } if value == "1" => format!("1 {}", unit.trim_end_matches('s')),
            FieldKind::Number { unit, .. } => format!("{value} {unit}"),
            FieldKind::LongText => {
                value.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
            }
            _ => value.to_owned(),
        })
    }
}

impl SignedConditionPlan {
    /// Who signed it and when, which version it is, and when it is reviewed.
    pub fn stamp(&self) -> String {
        let signature = self.signature();
        format!(
            "Version {}, signed by {}, {}, on {}. Review due {}.",
            self.number(),
            signature.author_name,
            signature.author_role.title(),
            say_date(london_day(signature.signed_at)),
            say_date(self.review_due())
        )
    }
}
