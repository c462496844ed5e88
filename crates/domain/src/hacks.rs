//! Health hacks: the pages an ICB writes for its own patients, as its people and its patients see them. The rules of such
//! a page are in [`crate::local_page`].

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::diary::PersonLine;
use crate::local_page::{LocalPage, LocalPageForm, PageState};
use crate::person::is_invisible;
use crate::{FieldProblem, LocalPageId};

/// Pages of one ICB that are not withdrawn.
pub const MOST_PAGES: usize = 50;
/// Days before its last one from which the ICB is told that a page must be looked at again.
pub const TOLD_DAYS_BEFORE: i64 = 30;

/// Reads a page as typed.
///
/// # Errors
/// What has to be put right.
pub fn read(form: &LocalPageForm, today: NaiveDate) -> Result<LocalPage, Vec<FieldProblem>> {
    let hidden =
        |text: &str, lines: bool| text.chars().any(|c| is_invisible(c) && !(lines && matches!(c, '\n' | '\r')));
    let unseen: Vec<FieldProblem> =
        [("title", &form.title, false), ("text", &form.text, true), ("owner", &form.owner, false)]
            .into_iter()
            .filter(|(_, text, lines)| hidden(text, *lines))
            .map(|(field, ..)| FieldProblem::new(field, "Take out the characters that cannot be seen"))
            .collect();
    match form.read(today) {
        Ok(page) if unseen.is_empty() => Ok(page),
        Ok(_) => Err(unseen),
        Err(problems) => Err(problems.into_iter().chain(unseen).collect()),
    }
}

/// A part of a page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A paragraph.
    Paragraph(&'a str),
    /// Points, each on a line of its own that starts with "- ".
    Points(Vec<&'a str>),
}

/// The parts of a text: each line is a paragraph, and one that starts with "- " a point of a list. Empty lines part nothing.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("- "), parts.last_mut()) {
            (Some(point), Some(Part::Points(points))) => points.push(point.trim()),
            (Some(point), _) => parts.push(Part::Points(vec![point.trim()])),
            (None, _) => parts.push(Part::Paragraph(line)),
        }
    }
    parts
}

/// One version of a page, as the ICB sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HackVersion {
    /// Its number.
    pub version: u32,
    /// The page.
    pub page: LocalPage,
    /// How far it has come.
    pub state: PageState,
    /// By whom and when it was written.
    pub written: (String, DateTime<Utc>),
    /// By whom and when it was approved.
    pub approved: Option<(String, DateTime<Utc>)>,
    /// By whom and when it was withdrawn.
    pub withdrawn: Option<(String, DateTime<Utc>)>,
    /// How old a reader must be, where the text is long enough to tell.
    pub reading_age: Option<u8>,
}

/// A page, as the ICB sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HackLine {
    /// Which.
    pub id: LocalPageId,
    /// The newest version, then the one that was approved last if that is another.
    pub versions: Vec<HackVersion>,
}

impl HackLine {
    /// The version that patients see.
    pub fn shown(&self) -> Option<&HackVersion> {
        self.versions.iter().find(|version| version.state == PageState::Shown)
    }

    /// The page is off for good.
    pub fn withdrawn(&self) -> bool {
        self.versions.iter().all(|version| version.state == PageState::Withdrawn)
    }

    /// Its last day is over or near, and nothing newer waits: somebody has to look at it again.
    pub fn look_again(&self, today: NaiveDate) -> bool {
        self.versions.first().is_some_and(|newest| match newest.state {
            PageState::Expired => true,
            PageState::Shown => (newest.page.review_by - today).num_days() <= TOLD_DAYS_BEFORE,
            PageState::Waiting | PageState::Withdrawn => false,
        })
    }
}

/// The ICB's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HackDesk {
    /// Whose.
    pub icb_name: String,
    /// Whoever looks is the clinical safety officer.
    pub approves: bool,
    /// Today in London.
    pub today: NaiveDate,
    /// Those that need somebody first, the withdrawn ones last.
    pub pages: Vec<HackLine>,
}

/// A page, as patients see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hack {
    /// Which.
    pub id: LocalPageId,
    /// Heading.
    pub title: String,
    /// Text.
    pub text: String,
    /// Who looks after it.
    pub owner: String,
    /// The day it was approved.
    pub checked: NaiveDate,
}

/// The patient's pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyHacks {
    /// Whose pages these are.
    pub person: PersonLine,
    /// The ICB of their practice.
    pub icb_name: String,
    /// The pages by heading.
    pub hacks: Vec<Hack>,
    /// A demonstration.
    pub demo: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_paragraphs_and_points() {
        let text = "One.\r\n\r\nTwo:\n- a\n-  b \n\n- c\nThree - and four";
        let wanted = vec![
            Part::Paragraph("One."),
            Part::Paragraph("Two:"),
            Part::Points(vec!["a", "b", "c"]),
            Part::Paragraph("Three - and four"),
        ];
        assert_eq!(parts(text), wanted);
        assert_eq!(parts(" \n "), Vec::new());
    }

    #[test]
    fn what_cannot_be_seen_is_refused_beside_its_field() {
        let today: NaiveDate = "2026-11-22".parse().unwrap_or_default();
        let form = LocalPageForm {
            title: "Walks".into(),
            text: "By the river.\nIt is far from cars.".into(),
            owner: "Public health team".into(),
            review_by: "2027-03-01".into(),
        };
        assert!(read(&form, today).is_ok());
        let fields = |form: LocalPageForm| {
            let problems = read(&form, today).err().unwrap_or_default();
            problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(LocalPageForm { text: "By\u{202e} the river".into(), ..form.clone() }), ["text"]);
        assert_eq!(fields(LocalPageForm { title: "Walks\nand more".into(), ..form.clone() }), ["title"]);
        assert_eq!(
            fields(LocalPageForm { owner: String::new(), title: "\u{200b}".into(), ..form }),
            ["owner", "title"]
        );
    }
}
