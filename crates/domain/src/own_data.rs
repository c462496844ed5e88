//! Everything that is kept about a person, on paper: the same file in words, for whoever reads no JSON.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;

use crate::time::{say_date, say_date_time};

/// The file in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDataPaper {
    /// Whose it is.
    pub name: String,
    /// Date of birth, in words.
    pub born: String,
    /// NHS number.
    pub nhs_number: String,
    /// When it was made, in words.
    pub made: String,
    /// Its parts, in the order of the file.
    pub sections: Vec<PaperSection>,
}

/// One part of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperSection {
    /// Its heading.
    pub title: &'static str,
    /// Its entries: when, where that is known, and what.
    pub rows: Vec<(String, String)>,
    /// Older entries that stand in the JSON file alone.
    pub left_out: usize,
}

/// Entries of one part that are put on paper; the newest. Some hundred pages: more is for the JSON file.
const MOST_ROWS: usize = 4_000;

/// The parts: where they stand in the file, and their headings.
const SECTIONS: [(&str, &str); 15] = [
    ("/person", "Your record"),
    ("/plans", "Signed plans"),
    ("/diary/check_ins", "Diary: check-ins"),
    ("/diary/notes", "Diary: everything else"),
    ("/doses", "Doses that were ticked"),
    ("/requests_for_medicines", "Requests for medicines"),
    ("/links", "Links to your plan"),
    ("/agreements", "What was agreed to"),
    ("/visit_answers", "Answers before a visit"),
    ("/about_yourself", "What you said of yourself"),
    ("/who_acts", "Who acts for you"),
    ("/decisions", "Decisions about parents’ access"),
    ("/your_log_ins/open", "Where you are logged in"),
    ("/your_log_ins/passkeys", "Your passkeys"),
    ("/who_has_seen", "Who has seen or changed your record"),
];

/// Names under which the moment of an entry stands, the most telling first.
const WHEN: [&str; 15] = [
    "happened_at",
    "signed_at",
    "decided_at",
    "taken_at",
    "answered_at",
    "agreed_at",
    "asked_at",
    "made_at",
    "said_at",
    "since",
    "seen_at",
    "at",
    "day",
    "on",
    "started_at",
];

impl OwnDataPaper {
    /// The file in words.
    pub fn of_file(file: &Value) -> Self {
        let text = |path: &str| file.pointer(path).and_then(Value::as_str).unwrap_or_default();
        let name = format!("{} {}", text("/person/name/given"), text("/person/name/family"));
        let sections = SECTIONS.iter().filter_map(|(path, title)| section(title, file.pointer(path)?)).collect();
        Self {
            name: name.trim().to_owned(),
            born: said(text("/person/date_of_birth")),
            nhs_number: text("/person/nhs_number").to_owned(),
            made: said(text("/made_at")),
            sections,
        }
    }
}

fn section(title: &'static str, part: &Value) -> Option<PaperSection> {
    let mut rows: Vec<(String, String, String)> = match part {
        Value::Null => return None,
        Value::Array(entries) => entries.iter().map(row).collect(),
        one => vec![row(one)],
    };
    // The newest first; what has no moment stays in its order behind them.
    rows.sort_by(|one, other| other.0.cmp(&one.0));
    let left_out = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    let rows = rows.into_iter().map(|(_, when, what)| (when, what)).collect();
    Some(PaperSection { title, rows, left_out })
}

/// What the entry is sorted by, when it was, and what it says.
fn row(entry: &Value) -> (String, String, String) {
    let mut parts = Vec::new();
    flatten(None, entry, &mut parts);
    let moment = WHEN
        .iter()
        .find_map(|wanted| parts.iter().position(|(name, text)| name.as_deref() == Some(wanted) && !text.is_empty()));
    let when = moment.map(|at| parts.remove(at).1).unwrap_or_default();
    let what: Vec<String> = parts
        .into_iter()
        .map(|(name, text)| match name {
            Some(name) => format!("{}: {}", name.replace('_', " "), said(&text)),
            None => said(&text),
        })
        .collect();
    (when.clone(), said(&when), what.join(" · "))
}

/// Every value with the name it stands under. Nothing that is empty, and no identifiers: they say nothing to anybody.
fn flatten(name: Option<&str>, value: &Value, parts: &mut Vec<(Option<String>, String)>) {
    let mut add = |text: String| parts.push((name.map(str::to_owned), text));
    match value {
        Value::Null => {}
        Value::Bool(yes) => add(if *yes { "yes" } else { "no" }.into()),
        Value::Number(number) => add(number.to_string()),
        Value::String(text) if text.is_empty() || is_id(text) => {}
        Value::String(text) => add(text.clone()),
        Value::Array(values) if values.iter().all(|value| value.is_string() || value.is_number()) => {
            let texts: Vec<String> = values
                .iter()
                .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                .filter(|text| !text.is_empty() && !is_id(text))
                .collect();
            if !texts.is_empty() {
                add(texts.join(", "));
            }
        }
        Value::Array(values) => values.iter().for_each(|value| flatten(name, value, parts)),
        Value::Object(fields) => {
            for (field, value) in fields {
                flatten(Some(field), value, parts);
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok()
}

/// Moments and days as they are said; other words as they stand.
fn said(text: &str) -> String {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return say_date_time(at.to_utc());
    }
    text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), say_date)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

    use serde_json::json;

    use super::*;

    #[test]
    fn the_file_is_said_in_words_newest_first_and_without_identifiers() {
        let paper = OwnDataPaper::of_file(&json!({
            "made_at": "2026-11-22T10:42:00Z",
            "person": {
                "id": "01900000-0000-7000-8000-000000000001",
                "name": { "given": "Amina", "family": "Rahman" }, "date_of_birth": "2015-03-03",
                "nhs_number": "9434765919", "phone": null, "current_inhalers": ["Clenil", "Salbutamol"],
            },
            "diary": { "check_ins": [
                { "entry": { "happened_at": "2026-11-20T08:00:00Z", "peak_flow": 320, "symptoms": { "woke_at_night": false } } },
                { "entry": { "happened_at": "2026-11-21T08:00:00Z", "peak_flow": 350 }, "changed": null },
            ], "notes": [] },
            "about_yourself": null,
        }));
        assert_eq!((paper.name.as_str(), paper.born.as_str()), ("Amina Rahman", "3 March 2015"));
        let titles: Vec<_> = paper.sections.iter().map(|section| section.title).collect();
        assert_eq!(titles, ["Your record", "Diary: check-ins", "Diary: everything else"]);
        let record = &paper.sections[0].rows[0].1;
        assert!(record.contains("current inhalers: Clenil, Salbutamol") && !record.contains("01900000"), "{record}");
        let entries = &paper.sections[1].rows;
        assert!(entries[0].0.contains("21 November 2026") && entries[0].1 == "peak flow: 350", "{entries:?}");
        assert_eq!(entries[1].1, "peak flow: 320 · woke at night: no");
    }

    #[test]
    fn a_very_long_diary_leaves_the_oldest_to_the_other_file() {
        let day = |n: u64| (NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(n)).to_string();
        let doses: Vec<Value> = (0..4_010).map(|n| json!({ "day": day(n), "dose": "morning" })).collect();
        let paper = OwnDataPaper::of_file(&json!({ "doses": doses }));
        let doses = &paper.sections[0];
        assert_eq!((doses.rows.len(), doses.left_out), (4_000, 10));
        assert_eq!(doses.rows[3_999].0, "11 January 2000");
    }
}
