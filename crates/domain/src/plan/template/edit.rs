//! What an ICB may change in a template, and what it may not: the regimen, its words and its emergency steps are the
//! product's own.

use std::collections::BTreeMap;

use super::{Template, TemplateId};
use crate::FieldProblem;
use crate::person::is_invisible;

/// Fields of a template's form, with their labels.
pub const FIELDS: [(&str, &str); 11] = [
    ("name", "Name"),
    ("about", "About, in one line"),
    ("from_age", "Youngest age"),
    ("to_age", "Oldest age"),
    ("amber_percent", "Amber line, % of best"),
    ("red_percent", "Red line, % of best"),
    ("emergency_percent", "Emergency line, % of best (blank for none)"),
    ("review_months", "Longest time to the next review, months"),
    ("rounding", "Lines are rounded up to a multiple of"),
    ("peak_flow_at_first", "Peak flow is part of the plan at first"),
    ("needs_approval", "A GP approves every plan from it"),
];

/// Longest name and about, characters.
const LONGEST: usize = 120;

impl TemplateId {
    /// Ages an ICB may set, whole years. AIR is for nobody under 12 (NG245); the words for children are for children.
    pub const fn ages(self) -> (u16, u16) {
        match self {
            Self::AdultPreventer => (16, 120),
            Self::Teenager => (12, 17),
            Self::Child5To11 => (5, 11),
            Self::Under5 => (0, 4),
            Self::Mart | Self::Air => (12, 120),
        }
    }

    /// Longest time to a review, months: NG245 has everybody seen yearly, children grow faster.
    pub const fn longest_review(self) -> u32 {
        match self {
            Self::Child5To11 | Self::Under5 => 6,
            _ => 12,
        }
    }
}

impl Template {
    /// Values of the template's form.
    pub fn to_form(&self) -> BTreeMap<String, String> {
        let values = [
            self.name.clone(),
            self.about.clone(),
            self.from_age.to_string(),
            self.to_age.to_string(),
            self.amber_percent.to_string(),
            self.red_percent.to_string(),
            self.emergency_percent.map(|percent| percent.to_string()).unwrap_or_default(),
            self.review_months.to_string(),
            self.rounding.to_string(),
            yes_no(self.peak_flow_at_first),
            yes_no(self.needs_approval),
        ];
        FIELDS.iter().map(|(name, _)| (*name).to_owned()).zip(values).collect()
    }

    /// The next version as its form says; identity and regimen stay.
    ///
    /// # Errors
    /// Every field that breaks a rule.
    pub fn next(&self, version: u16, form: &BTreeMap<String, String>) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let typed = |name: &str| form.get(name).map_or("", |text| text.trim());
        for name in ["name", "about"] {
            let text = typed(name);
            if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(is_invisible) {
                let message = format!("Enter 1 to {LONGEST} characters, none of them invisible");
                problems.push(FieldProblem::new(name, message));
            }
        }
        let mut number = |name: &str, from: u16, to: u16| {
            let read = typed(name).parse::<u16>().ok().filter(|number| (from..=to).contains(number));
            if read.is_none() {
                problems.push(FieldProblem::new(name, format!("Enter a whole number from {from} to {to}")));
            }
            read.unwrap_or(from)
        };
        let (youngest, oldest) = self.id.ages();
        let (from_age, to_age) = (number("from_age", youngest, oldest), number("to_age", youngest, oldest));
        let (amber, red) = (number("amber_percent", 60, 95), number("red_percent", 40, 90));
        let emergency =
            if typed("emergency_percent").is_empty() { None } else { Some(number("emergency_percent", 30, 85)) };
        let longest = u16::try_from(self.id.longest_review()).unwrap_or(12);
        let review_months = number("review_months", 1, longest).into();
        let rounding = typed("rounding").parse().ok().filter(|step| [1, 5, 10].contains(step));
        let is = |name: &str| match typed(name) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let (peak_flow, approval) = (is("peak_flow_at_first"), is("needs_approval"));
        for (wrong, name, message) in [
            (to_age < from_age, "to_age", "The oldest age must not be below the youngest"),
            (red >= amber, "red_percent", "The red line must be below the amber line"),
            (
                emergency.is_some_and(|line| line >= red),
                "emergency_percent",
                "The emergency line must be below the red line",
            ),
            (rounding.is_none(), "rounding", "Choose 1, 5 or 10"),
            (peak_flow.is_none(), "peak_flow_at_first", "Choose yes or no"),
            (approval.is_none(), "needs_approval", "Choose yes or no"),
        ] {
            if wrong && !problems.iter().any(|problem| problem.field == name) {
                problems.push(FieldProblem::new(name, message));
            }
        }
        let percent = |number: u16| u8::try_from(number).ok();
        match (percent(amber), percent(red), rounding, peak_flow.zip(approval)) {
            (Some(amber_percent), Some(red_percent), Some(rounding), Some((peak_flow_at_first, needs_approval)))
                if problems.is_empty() =>
            {
                Ok(Self {
                    version,
                    name: typed("name").to_owned(),
                    about: typed("about").to_owned(),
                    from_age,
                    to_age,
                    amber_percent,
                    red_percent,
                    emergency_percent: emergency.and_then(percent),
                    peak_flow_at_first,
                    review_months,
                    rounding,
                    needs_approval,
                    withdrawn: false,
                    ..self.clone()
                })
            }
            _ => Err(problems),
        }
    }

    /// What differs from an earlier version: label, was, now.
    pub fn compare(&self, was: &Self) -> Vec<(&'static str, String, String)> {
        let (was, now) = (was.to_form(), self.to_form());
        let said = |form: &BTreeMap<String, String>, name: &str| {
            form.get(name).filter(|text| !text.is_empty()).cloned().unwrap_or_else(|| "none".into())
        };
        FIELDS
            .iter()
            .map(|(name, label)| (*label, said(&was, name), said(&now, name)))
            .filter(|(_, was, now)| was != now)
            .collect()
    }
}

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(id: TemplateId, changes: &[(&str, &str)]) -> Result<Template, Vec<FieldProblem>> {
        let template = id.template();
        let mut form = template.to_form();
        form.extend(changes.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        template.next(2, &form)
    }

    #[test]
    fn every_starter_is_within_its_own_bounds_and_comes_through_its_form_as_it_was() {
        for id in TemplateId::ALL {
            let template = id.template();
            assert_eq!(template.next(template.version, &template.to_form()), Ok(template.clone()), "{id}");
            assert_eq!(template.compare(&template), vec![], "{id}");
        }
    }

    #[test]
    fn an_icb_changes_its_numbers_and_sees_was_and_now() {
        let changed = next(TemplateId::Mart, &[("red_percent", "50"), ("rounding", "10"), ("emergency_percent", "")]);
        assert!(
            matches!(&changed, Ok(template) if (template.version, template.rounding, template.emergency_percent) == (2, 10, None)
                && template.line_at(455, 50) == 230
                && template.compare(&TemplateId::Mart.template()).len() == 3),
            "{changed:?}"
        );
    }

    #[test]
    fn what_would_be_unsafe_is_refused_at_its_field() {
        use TemplateId::{Air, Child5To11, Mart, Under5};
        for (id, name, text) in [
            (Air, "from_age", "11"),
            (Child5To11, "to_age", "12"),
            (Child5To11, "review_months", "12"),
            (Under5, "to_age", "5"),
            (Mart, "red_percent", "80"),
            (Mart, "emergency_percent", "60"),
            (Mart, "amber_percent", "100"),
            (Mart, "amber_percent", "8O"),
            (Mart, "rounding", "7"),
            (Mart, "rounding", "0"),
            (Mart, "peak_flow_at_first", ""),
            (Mart, "name", " "),
            (Mart, "about", "safe\u{202e}"),
            (Mart, "to_age", "0"),
        ] {
            let problems = next(id, &[(name, text)]).err().unwrap_or_default();
            assert!(problems.iter().any(|problem| problem.field == name), "{id} {name} {text}: {problems:?}");
        }
    }
}
