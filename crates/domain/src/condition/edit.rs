//! What an ICB may change in a template, and what it may not: emergency steps, the other product lines and the fields with
//! their rules are the product's own.

use std::collections::BTreeMap;

use super::template::{ConditionSection, ConditionTemplate, SectionKind};
use crate::FieldProblem;
use crate::person::is_invisible;

/// Longest name, about and own line, characters.
const LONGEST: usize = 160;
/// Most own lines in a section.
const MOST_LINES: usize = 6;
/// Everybody is seen yearly.
const LONGEST_REVIEW: u32 = 12;

/// The form's field for an ICB's own lines in the section at this place.
fn own_field(place: usize) -> String {
    format!("own-{place}")
}

impl ConditionTemplate {
    /// Sections an ICB may add lines to, with their places.
    pub fn open_sections(&self) -> impl Iterator<Item = (usize, &ConditionSection)> {
        self.sections.iter().enumerate().filter(|(_, section)| section.kind != SectionKind::Emergency)
    }

    /// Values of the template's form.
    pub fn to_form(&self) -> BTreeMap<String, String> {
        let mut form = BTreeMap::from([
            ("name".to_owned(), self.name.clone()),
            ("about".to_owned(), self.about.clone()),
            ("review_months".to_owned(), self.review_months.to_string()),
        ]);
        form.extend(self.open_sections().map(|(place, section)| (own_field(place), section.own.join("\n"))));
        form
    }

    /// The next version as its form says. Everything an ICB does not own is as the product has it now.
    ///
    /// # Errors
    /// Every field that breaks a rule.
    pub fn next(&self, version: u16, form: &BTreeMap<String, String>) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let typed = |name: &str| form.get(name).map_or("", |text| text.trim());
        for name in ["name", "about"] {
            let text = typed(name);
            if text.is_empty() || !is_sound(text) {
                problems.push(FieldProblem::new(
                    name,
                    format!("Enter 1 to {LONGEST} characters, without curly brackets, stars or invisible characters"),
                ));
            }
        }
        let months = typed("review_months").parse::<u32>().ok().filter(|months| (1..=LONGEST_REVIEW).contains(months));
        if months.is_none() {
            problems.push(FieldProblem::new("review_months", "Enter a whole number from 1 to 12"));
        }
        let mut next = self.condition.starter();
        let open: Vec<usize> = next.open_sections().map(|(place, _)| place).collect();
        for place in open {
            let field = own_field(place);
            let lines: Vec<String> =
                typed(&field).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            if let Some(wrong) = wrong_with(&lines) {
                problems.push(FieldProblem::new(field, wrong));
            } else if let Some(section) = next.sections.get_mut(place) {
                section.own = lines;
            }
        }
        match months {
            Some(review_months) if problems.is_empty() => Ok(Self {
                version,
                name: typed("name").to_owned(),
                about: typed("about").to_owned(),
                review_months,
                ..next
            }),
            _ => Err(problems),
        }
    }

    /// What differs from an earlier version: what, was, now. The product's own words are compared too.
    pub fn compare(&self, was: &Self) -> Vec<(String, String, String)> {
        let mut all = vec![
            ("Name".to_owned(), was.name.clone(), self.name.clone()),
            ("About".to_owned(), was.about.clone(), self.about.clone()),
            (
                "Longest time to the next review, months".to_owned(),
                was.review_months.to_string(),
                self.review_months.to_string(),
            ),
        ];
        let (before, now) = (was.words_of_template(), self.words_of_template());
        for place in 0..before.len().max(now.len()) {
            let said = |sections: &[super::WordSection]| {
                sections.get(place).map_or_else(String::new, |part| {
                    std::iter::once(&part.title)
                        .chain(&part.when)
                        .chain(&part.steps)
                        .cloned()
                        .collect::<Vec<_>>()
                        .join("\n")
                })
            };
            let title = now.get(place).or(before.get(place)).map_or_else(String::new, |part| part.title.clone());
            all.push((title, said(&before), said(&now)));
        }
        let fields =
            |template: &Self| template.fields.iter().map(|field| field.label.clone()).collect::<Vec<_>>().join("\n");
        all.push(("Fields".to_owned(), fields(was), fields(self)));
        all.into_iter().filter(|(_, was, now)| was != now).collect()
    }
}

fn is_sound(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.contains(['{', '}', '*']) && !text.chars().any(is_invisible)
}

fn wrong_with(lines: &[String]) -> Option<String> {
    let unit = |line: &String| {
        let lower = line.to_lowercase();
        lower.contains(['µ', 'μ']) || lower.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "mcg" | "ug"))
    };
    if lines.len() > MOST_LINES {
        Some(format!("Enter at most {MOST_LINES} lines"))
    } else if lines.iter().any(|line| !is_sound(line)) {
        Some(format!("Each line takes {LONGEST} characters, without curly brackets, stars or invisible characters"))
    } else if lines.iter().any(unit) {
        Some("Write “micrograms” in full: mcg and µg are misread".into())
    } else {
        None
    }
}
