//! What a device sends when it has a line again, and what it is answered. Phones in the field keep sending this shape for
//! years: fields are added, never renamed.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::note::form::KINDS;
use super::{CheckIn, CheckInForm};
use crate::dose::DoseForm;
use crate::time::london_day;
use crate::{DeviceId, EntryId, PatientId};

/// Most entries in one batch.
pub const MOST_ENTRIES: usize = 100;

/// A device's clock this far from ours, or closer, is right.
const CLOSE: TimeDelta = TimeDelta::minutes(5);

/// A moment further ahead, or a clock further off, cannot be right.
const UNBELIEVABLE: TimeDelta = TimeDelta::hours(24);

/// Years a diary can be about; a moment outside them is no moment.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What a device sends.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Batch {
    /// Which device.
    pub device: DeviceId,
    /// When it sent this, by its own clock.
    pub sent_at: DateTime<Utc>,
    /// Entries, each read by itself: one that makes no sense stops no other.
    pub entries: Vec<Value>,
}

/// What it is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyncAnswer {
    /// When the server had the batch.
    pub received_at: DateTime<Utc>,
    /// Minutes by which the device's clock is ahead (or behind, below zero); empty within five.
    pub clock_minutes_off: Option<i64>,
    /// One result for every entry, in their order.
    pub results: Vec<SyncResult>,
}

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyncResult {
    /// The id as it was sent.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What the person is told, where there is something to tell.
    pub message: Option<String>,
}

/// What became of an entry. Only after one of these the device may let go of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Kept now.
    Kept,
    /// Kept before; nothing changed.
    Known,
    /// Not kept: it cannot be read, or the answers are incomplete.
    Refused,
    /// Its id is known with other content. The first stays; this one is set aside.
    Conflict,
    /// The account does not act for this person.
    NotYours,
}

/// An entry that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldEntry {
    /// Made on the device.
    pub id: EntryId,
    /// Of whom.
    pub person: PatientId,
    /// When it was.
    pub happened_at: DateTime<Utc>,
    /// When it was written down.
    pub noted_at: DateTime<Utc>,
    /// What was said.
    pub check_in: CheckIn,
    /// The person confirmed this very reading.
    pub reading_sure: bool,
}

#[derive(Deserialize)]
#[serde(default)]
struct Sent {
    person: String,
    kind: String,
    happened_at: String,
    noted_at: String,
    form: Value,
}

impl Default for Sent {
    fn default() -> Self {
        let nothing = String::new;
        Self { person: nothing(), kind: nothing(), happened_at: nothing(), noted_at: nothing(), form: Value::Null }
    }
}

/// The id of an entry as it was sent, whatever the rest of it says.
pub fn sent_id(entry: &Value) -> String {
    entry.get("id").and_then(Value::as_str).unwrap_or_default().chars().take(64).collect()
}

/// Whose entry this is, when that can be read.
pub fn sent_person(entry: &Value) -> Option<PatientId> {
    entry.get("person")?.as_str()?.parse().ok()
}

/// What kind of entry this is, by its own word.
pub fn sent_kind(entry: &Value) -> &str {
    entry.get("kind").and_then(Value::as_str).unwrap_or_default()
}

/// A dose that was ticked without a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldDose {
    /// Made on the device.
    pub id: EntryId,
    /// Whose dose.
    pub person: PatientId,
    /// Which dose. Nobody could be asked whether somebody else gave it.
    pub form: DoseForm,
}

/// Reads an entry of the kind "dose".
///
/// # Errors
/// What the person is told.
pub fn read_dose(entry: &Value) -> Result<ToldDose, String> {
    const UNREADABLE: &str = "This dose could not be read, so it was not ticked. Look under Medicines.";
    let id = sent_id(entry).parse::<EntryId>().map_err(|_| UNREADABLE)?;
    let sent = Sent::deserialize(entry).map_err(|_| UNREADABLE)?;
    let person = sent.person.parse().map_err(|_| UNREADABLE)?;
    let form = DoseForm::deserialize(&sent.form).map_err(|_| UNREADABLE)?;
    let sure = if form.sure == "yes" { "yes" } else { "offline" };
    Ok(ToldDose { id, person, form: DoseForm { taken_at: sent.happened_at, sure: sure.into(), ..form } })
}

/// A note beside check-ins that was written without a line: an attack, A&E and hospital, blows, puffs, a night, triggers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldNote {
    /// Made on the device.
    pub id: EntryId,
    /// Of whom.
    pub person: PatientId,
    /// A word of [`KINDS`].
    pub kind: &'static str,
    /// When it was written down, by the device's clock: the form's "today" and "yesterday" are meant of that day.
    pub noted_at: DateTime<Utc>,
    /// The form as typed.
    pub typed: BTreeMap<String, String>,
}

/// Reads an entry of the kind of a note; `None` for other kinds.
///
/// # Errors
/// What the person is told.
pub fn read_note(entry: &Value) -> Option<Result<ToldNote, String>> {
    const UNREADABLE: &str = "This entry could not be read, so it was not saved. Write it in your diary again.";
    let kind = KINDS.into_iter().find(|kind| *kind == sent_kind(entry))?;
    let read = || {
        let id = sent_id(entry).parse::<EntryId>().ok()?;
        let sent = Sent::deserialize(entry).ok()?;
        let person = sent.person.parse().ok()?;
        let noted_at = moment(&sent.noted_at).or_else(|| moment(&sent.happened_at))?;
        let typed = BTreeMap::deserialize(&sent.form).ok()?;
        Some(ToldNote { id, person, kind, noted_at, typed })
    };
    Some(read().ok_or_else(|| UNREADABLE.to_owned()))
}

/// When a note was written, by our clock: never ahead of it. A clock that is more than a day off says nothing of the day,
/// but how far off it is does.
pub fn written_at(noted_at: DateTime<Utc>, now: DateTime<Utc>, off: TimeDelta) -> DateTime<Utc> {
    let by_ours = if off.abs() > UNBELIEVABLE { noted_at - off } else { noted_at };
    by_ours.min(now)
}

/// Reads one entry.
///
/// # Errors
/// What the person is told.
pub fn read_entry(entry: &Value) -> Result<ToldEntry, String> {
    const UNREADABLE: &str = "This entry could not be read, so it was not saved. Write it in your diary again.";
    let id = sent_id(entry).parse::<EntryId>().map_err(|_| UNREADABLE)?;
    let sent = Sent::deserialize(entry).map_err(|_| UNREADABLE)?;
    let person = sent.person.parse().map_err(|_| UNREADABLE)?;
    if sent.kind != "check_in" {
        return Err("This app is too new or too old for this kind of entry. Update the app and write it again.".into());
    }
    let happened_at = moment(&sent.happened_at).ok_or("The time of this entry could not be read. Write it again.")?;
    let form = CheckInForm::deserialize(&sent.form).map_err(|_| UNREADABLE)?;
    let check_in = form.read().map_err(|problems| {
        let first = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
        format!("This check-in was not saved. {first}.")
    })?;
    Ok(ToldEntry {
        id,
        person,
        happened_at,
        noted_at: moment(&sent.noted_at).unwrap_or(happened_at),
        check_in,
        reading_sure: is_sure(&check_in, &form.peak_flow_sure),
    })
}

/// The reading was confirmed: a yes counts for its own number only.
pub fn is_sure(check_in: &CheckIn, sure: &str) -> bool {
    check_in.peak_flow.is_some_and(|reading| sure.trim() == reading.to_string())
}

/// A moment as a device writes it, to the millisecond: both databases keep that much.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text.trim()).ok()?.to_utc().trunc_subsecs(3);
    YEARS.contains(&at.year()).then_some(at)
}

/// Minutes by which a device's clock is ahead (or behind, below zero); `None` within five.
pub fn minutes_off(sent_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<i64> {
    let off = sent_at - now;
    (off.abs() > CLOSE).then(|| off.num_minutes())
}

/// Whether a time cannot be right: more than a day ahead of our clock, before the person was born, or told by a clock
/// that is itself more than a day off. Such an entry is kept, and nothing is counted from it.
pub fn is_time_uncertain(happened_at: DateTime<Utc>, now: DateTime<Utc>, born: NaiveDate, off: TimeDelta) -> bool {
    happened_at - now > UNBELIEVABLE || london_day(happened_at) < born || off.abs() > UNBELIEVABLE
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use serde_json::json;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        moment(text).unwrap()
    }

    fn sent() -> Value {
        json!({
            "id": "0190d3b2-0000-7000-8000-000000000001",
            "person": "0190d3b2-0000-7000-8000-000000000002",
            "kind": "check_in",
            "happened_at": "2026-10-25T01:30:00.1234567+01:00",
            "noted_at": "2026-10-25T01:31:00Z",
            "form": {
                "peak_flow": "310", "daytime": "none", "woke_at_night": "no", "reliever": "none",
                "too_breathless": "no", "peak_flow_sure": "310",
            },
        })
    }

    #[test]
    fn a_whole_entry_is_read_with_its_offset() {
        let entry = read_entry(&sent()).unwrap();
        assert_eq!(entry.happened_at, at("2026-10-25T00:30:00.123Z"));
        assert_eq!(entry.check_in.peak_flow, Some(310));
        assert!(entry.reading_sure);
    }

    #[test]
    fn a_note_is_read_with_the_day_it_was_written_on() {
        let mut entry = sent();
        assert_eq!(read_note(&entry), None, "a check-in is no note");
        entry["kind"] = json!("attack");
        entry["form"] = json!({ "day": "yesterday", "part": "night" });
        let told = read_note(&entry).unwrap().unwrap();
        assert_eq!((told.kind, told.noted_at), ("attack", at("2026-10-25T01:31:00Z")));
        assert_eq!(told.typed.get("day").map(String::as_str), Some("yesterday"));
        for (field, value) in [("form", json!({ "day": 7 })), ("person", json!(null)), ("id", json!("x"))] {
            let mut wrong = entry.clone();
            wrong[field] = value;
            assert!(read_note(&wrong).unwrap().unwrap_err().ends_with('.'), "{field}");
        }
    }

    #[test]
    fn a_note_was_written_before_it_came_whatever_the_devices_clock_says() {
        let (now, noted) = (at("2026-10-25T12:00:00Z"), at("2026-10-23T08:00:00Z"));
        assert_eq!(written_at(noted, now, TimeDelta::zero()), noted, "two days without a line");
        assert_eq!(written_at(noted, now, TimeDelta::hours(1)), noted, "an hour off is left as it is");
        let years = TimeDelta::days(800);
        assert_eq!(written_at(noted + years, now, years), noted, "years off");
        assert_eq!(written_at(now + TimeDelta::hours(3), now, TimeDelta::hours(3)), now, "never ahead of us");
    }

    #[test]
    fn what_makes_no_sense_is_refused_in_plain_words_and_keeps_its_id() {
        for (field, value) in [
            ("kind", json!("mood")),
            ("person", json!(7)),
            ("happened_at", json!("yesterday")),
            ("happened_at", json!("0000-01-01T00:00:00+14:00")),
            ("form", json!(null)),
            ("form", json!({ "peak_flow": 310 })),
            (
                "form",
                json!({ "peak_flow": "4500", "daytime": "none", "woke_at_night": "no", "reliever": "none",
                             "too_breathless": "no" }),
            ),
        ] {
            let mut entry = sent();
            entry[field] = value.clone();
            let words = read_entry(&entry).unwrap_err();
            assert!(words.ends_with('.') && words.len() < 120, "{field} {value}: {words}");
            assert_eq!(sent_id(&entry), "0190d3b2-0000-7000-8000-000000000001");
        }
        for nonsense in [json!(null), json!([]), json!({ "id": 1 }), json!({ "id": "x".repeat(10_000) })] {
            assert!(read_entry(&nonsense).is_err());
            assert!(sent_id(&nonsense).len() <= 64);
        }
    }

    #[test]
    fn a_time_that_cannot_be_right_is_uncertain_and_no_other() {
        let now = at("2026-11-22T10:00:00Z");
        let born = NaiveDate::from_ymd_opt(1990, 5, 6).unwrap();
        let right = TimeDelta::minutes(3);
        for (happened, off, uncertain) in [
            ("2026-11-22T10:00:00Z", right, false),
            ("2026-11-23T10:00:00Z", right, false),
            ("2026-11-23T10:00:01Z", right, true),
            ("1990-05-05T23:30:00Z", right, false),
            ("1990-05-05T22:30:00Z", right, true),
            ("2031-01-01T00:00:00Z", right, true),
            ("2026-11-20T10:00:00Z", TimeDelta::days(-400), true),
            ("2026-11-20T10:00:00Z", TimeDelta::hours(-23), false),
        ] {
            assert_eq!(is_time_uncertain(at(happened), now, born, off), uncertain, "{happened} {off}");
        }
        assert_eq!(minutes_off(at("2026-11-22T10:05:00Z"), now), None);
        assert_eq!(minutes_off(at("2026-11-22T10:06:30Z"), now), Some(6));
        assert_eq!(minutes_off(at("2024-11-22T10:00:00Z"), now), Some(-1_051_200));
    }
}
