//! Pages that an ICB writes for its own patients: where to find help near home, what to do in bad weather. Each has an owner
//! and a day by which it must be looked at again; a clinical safety officer approves it; past its day it is not shown.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::FieldProblem;

/// Longest time without a review.
const LONGEST_MONTHS: u32 = 12;
/// Longest text in characters.
const LONGEST_TEXT: usize = 4000;
/// Longest title in characters.
const LONGEST_TITLE: usize = 80;

/// Advice that must not reach a patient by this way: doses belong to the plan, and plans for coming off a reliever after
/// an attack hide that it gets worse (HZ-33).
const BLOCKED: [&str; 6] =
    ["wean", "reduce your salbutamol", "double your", "extra puffs", "nebuliser at home", "stop your preventer"];

/// A page as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalPageForm {
    /// Heading.
    pub title: String,
    /// Text, paragraphs apart by empty lines.
    pub text: String,
    /// Who looks after it.
    pub owner: String,
    /// Shown until this day, `YYYY-MM-DD`.
    pub review_by: String,
}

/// A page that may be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalPage {
    /// Heading.
    pub title: String,
    /// Text.
    pub text: String,
    /// Who looks after it.
    pub owner: String,
    /// Shown until this day.
    pub review_by: NaiveDate,
}

/// How far a page has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageState {
    /// Written; waits for the clinical safety officer.
    Waiting,
    /// Patients see it.
    Shown,
    /// Approved once; its day is over.
    Expired,
    /// Taken back.
    Withdrawn,
}

impl LocalPageForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What has to be put right.
    pub fn read(&self, today: NaiveDate) -> Result<LocalPage, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut text = |field: &'static str, text: &str, longest: usize, empty: &str| {
            let text = text.trim();
            if text.is_empty() {
                problems.push(FieldProblem::new(field, empty));
            } else if text.chars().count() > longest {
                problems.push(FieldProblem::new(field, format!("Use at most {longest} characters")));
            }
            text.to_owned()
        };
        let title = text("title", &self.title, LONGEST_TITLE, "Write a heading");
        let body = text("text", &self.text, LONGEST_TEXT, "Write the page");
        let owner = text("owner", &self.owner, LONGEST_TITLE, "Say who looks after this page");
        let lower = format!("{title} {body}").to_lowercase();
        if let Some(phrase) = BLOCKED.into_iter().find(|phrase| lower.contains(phrase)) {
            let problem = format!("Take out “{phrase}”: doses and changes of medicine belong in the plan");
            problems.push(FieldProblem::new("text", problem));
        }
        let latest = today.checked_add_months(Months::new(LONGEST_MONTHS)).unwrap_or(today);
        let review_by = self.review_by.trim().parse::<NaiveDate>().ok().filter(|day| (today..=latest).contains(day));
        match review_by {
            Some(review_by) if problems.is_empty() => Ok(LocalPage { title, text: body, owner, review_by }),
            Some(_) => Err(problems),
            None => {
                problems.push(FieldProblem::new("review_by", "Choose a day within 12 months from today"));
                Err(problems)
            }
        }
    }
}

/// The state on a day. It is shown on its last day and not after it.
pub fn state(page: &LocalPage, approved: bool, withdrawn: bool, today: NaiveDate) -> PageState {
    match (withdrawn, approved) {
        (true, _) => PageState::Withdrawn,
        (false, false) => PageState::Waiting,
        (false, true) if page.review_by < today => PageState::Expired,
        (false, true) => PageState::Shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn form() -> LocalPageForm {
        LocalPageForm {
            title: "Walks with clean air".into(),
            text: "The path by the river is far from cars.".into(),
            owner: "Public health team".into(),
            review_by: "2027-03-01".into(),
        }
    }

    #[test]
    fn a_page_is_shown_through_its_last_day_and_never_after_it() {
        let Ok(page) = form().read(day("2026-11-22")) else { unreachable!("the form is complete") };
        for (today, approved, withdrawn, wanted) in [
            ("2026-11-22", false, false, PageState::Waiting),
            ("2026-11-22", true, false, PageState::Shown),
            ("2027-03-01", true, false, PageState::Shown),
            ("2027-03-02", true, false, PageState::Expired),
            ("2027-03-02", false, false, PageState::Waiting),
            ("2026-11-22", true, true, PageState::Withdrawn),
        ] {
            assert_eq!(state(&page, approved, withdrawn, day(today)), wanted, "{today}");
        }
    }

    #[test]
    fn harmful_advice_and_pages_without_an_end_are_refused() {
        let today = day("2026-11-22");
        for text in ["Wean off your blue inhaler like this", "Double your preventer in winter"] {
            let problems = LocalPageForm { text: text.into(), ..form() }.read(today).err().unwrap_or_default();
            assert!(problems.iter().any(|problem| problem.field == "text"), "{text}");
        }
        for review_by in ["", "soon", "2026-11-21", "2027-11-23", "2099-01-01"] {
            let problems =
                LocalPageForm { review_by: review_by.into(), ..form() }.read(today).err().unwrap_or_default();
            assert!(problems.iter().any(|problem| problem.field == "review_by"), "{review_by}");
        }
        assert_eq!(LocalPageForm::default().read(today).err().map(|problems| problems.len()), Some(4));
    }
}
