//! One row of an event log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::consent::RecruitmentSource;
use domain::figures::Traits;
use domain::time::{london_day, read_date};
use domain::{DateOfBirth, EventId, EventKind, FieldProblem, OdsCode, PatientId, Sex};
use storage::activity_events::ActivityEvent;
use uuid::Uuid;

/// Columns a log must have.
pub(super) const REQUIRED: [&str; 5] = ["event_id", "person", "practice_ods_code", "kind", "happened_at"];
/// Columns it may have.
pub(super) const OPTIONAL: [&str; 8] =
    ["received_at", "until", "source", "born", "sex", "ethnicity", "deprivation", "language"];

/// An event, and what its row says of the person.
pub(super) struct EventRow {
    pub(super) event: ActivityEvent,
    pub(super) traits: Traits,
}

/// What rows are held against.
pub(super) struct Rules {
    /// Practices that are known.
    pub(super) practices: BTreeSet<OdsCode>,
    /// Nothing happens after now.
    pub(super) now: DateTime<Utc>,
}

/// Reads a row.
pub(super) fn read(cells: &BTreeMap<&str, &str>, rules: &Rules) -> Result<EventRow, Vec<FieldProblem>> {
    let mut cell = Cells { cells, problems: Vec::new() };
    let id = cell.must("event_id", "is not a UUID", |text| Uuid::parse_str(text).ok());
    let person = cell.must("person", "is not a UUID", |text| Uuid::parse_str(text).ok());
    let practice = cell.must("practice_ods_code", "is not a practice that was imported", |text| {
        OdsCode::parse(text).ok().filter(|code| rules.practices.contains(code))
    });
    let kind = cell.must("kind", "is not a kind of event", EventKind::parse);
    let at = cell.must("happened_at", "is not a moment such as 2026-11-22T09:30:00Z, or is in the future", |text| {
        moment(text).filter(|at| *at <= rules.now)
    });
    let heard = cell
        .may("received_at", "is not a moment, or is in the future", |text| moment(text).filter(|at| *at <= rules.now));
    let until = cell.may("until", "is not a date", read_date);
    let source = cell.may("source", "is not a source of recruitment", RecruitmentSource::parse);
    let today = london_day(rules.now);
    let traits = Traits {
        born: cell.may("born", "is not a date of birth", |text| DateOfBirth::parse(text, today).ok()),
        sex: cell.may("sex", "is not a sex", Sex::parse),
        ethnicity: cell.may("ethnicity", "is not a category of the NHS Data Dictionary", ethnicity),
        deprivation: cell.may("deprivation", "is not a fifth, 1 to 5", |text| {
            text.parse().ok().filter(|fifth| (1..=5).contains(fifth))
        }),
        language: cell.may("language", "is not a language of the list", language),
    };
    if kind == Some(EventKind::PlanSigned) && until.is_none() {
        cell.problems.push(FieldProblem::new("until", "is the review date of a plan that was signed, and is missing"));
    }
    match (id, person, practice, kind, at) {
        (Some(id), Some(person), Some(practice), Some(kind), Some(at)) if cell.problems.is_empty() => Ok(EventRow {
            event: ActivityEvent {
                id: EventId::from_uuid(id),
                kind,
                practice,
                patient: PatientId::from_uuid(person),
                happened_at: at,
                received_at: heard.unwrap_or(at),
                day: london_day(at),
                until: until.filter(|_: &NaiveDate| kind == EventKind::PlanSigned),
                source: source.filter(|_| kind == EventKind::Registered),
            },
            traits,
        }),
        _ => Err(cell.problems),
    }
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    let at: DateTime<Utc> = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    (at.timestamp() >= 946_684_800).then_some(at)
}

fn ethnicity(text: &str) -> Option<String> {
    domain::screening::ETHNICITIES.iter().find(|(code, ..)| *code == text).map(|(code, ..)| (*code).to_owned())
}

fn language(text: &str) -> Option<String> {
    domain::screening::LANGUAGES.iter().find(|(code, _)| *code == text).map(|(code, _)| (*code).to_owned())
}

struct Cells<'a> {
    cells: &'a BTreeMap<&'a str, &'a str>,
    problems: Vec<FieldProblem>,
}

impl Cells<'_> {
    fn must<T>(&mut self, column: &str, wrong: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.text(column).is_empty() {
            self.problems.push(FieldProblem::new(column, "is missing"));
            return None;
        }
        self.may(column, wrong, read)
    }

    fn may<T>(&mut self, column: &str, wrong: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.problems.push(FieldProblem::new(column, wrong));
        }
        value
    }

    fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |text| text.trim())
    }
}
