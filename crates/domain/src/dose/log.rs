use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Slot;
use crate::time::{london_day, read_date};
use crate::{AccountId, EntryId, FieldProblem, Relationship};

/// Days after which a dose is no longer ticked: a phone that was offline for a month still sends what it has.
pub const LONGEST_LATE: i64 = 31;
/// Minutes within which whoever ticked takes it back.
pub const UNDO_MINUTES: i64 = 15;

/// "Taken" as a page or a phone's own store sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DoseForm {
    /// The London day on which the dose is due, "2026-11-22".
    pub day: String,
    /// "morning" or "night".
    pub slot: String,
    /// When it was taken, UTC, where the phone kept it ("2026-11-22T08:05:00Z"); blank for now.
    pub taken_at: String,
    /// What to do when somebody else ticked the same dose: blank asks, "yes" was asked and says that both were taken,
    /// "offline" was ticked where nobody could be asked.
    pub sure: String,
}

/// What to do with a second tick of one dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sure {
    /// Ask first; nothing is kept.
    Ask,
    /// Both were really taken.
    Yes,
    /// It was ticked offline: kept beside the other, and the family is told.
    Offline,
}

impl Sure {
    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Yes => "yes",
            Self::Offline => "offline",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Ask, Self::Yes, Self::Offline].into_iter().find(|sure| sure.as_str() == text)
    }
}

/// A tick that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoseReading {
    /// Day of the dose.
    pub day: NaiveDate,
    /// Which of the day.
    pub slot: Slot,
    /// When it was taken. A clock that runs ahead is put back to now.
    pub taken_at: DateTime<Utc>,
    /// What to do when it is the second.
    pub sure: Sure,
}

impl DoseForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What names no dose that could be ticked now.
    pub fn read(&self, now: DateTime<Utc>) -> Result<DoseReading, Vec<FieldProblem>> {
        let today = london_day(now);
        let wrong = |message: &str| vec![FieldProblem::new("day", message)];
        let day = read_date(&self.day).ok_or_else(|| wrong("Choose the dose again"))?;
        let slot = Slot::parse(&self.slot).ok_or_else(|| wrong("Choose the dose again"))?;
        // Tomorrow's dose cannot have been taken; a phone whose clock is a day ahead is told so and loses nothing.
        if day > today {
            return Err(wrong("This dose is not due yet"));
        }
        if day < today - TimeDelta::days(LONGEST_LATE) {
            return Err(wrong("This dose is too long ago to tick"));
        }
        let taken_at = DateTime::parse_from_rfc3339(self.taken_at.trim()).map_or(now, |at| at.with_timezone(&Utc));
        let oldest = now - TimeDelta::days(LONGEST_LATE + 1);
        let taken_at = if taken_at > now || taken_at < oldest { now } else { taken_at };
        Ok(DoseReading { day, slot, taken_at, sure: Sure::parse(&self.sure).unwrap_or(Sure::Ask) })
    }
}

/// A tick as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Made on the device.
    pub id: EntryId,
    /// Who ticked.
    pub account: AccountId,
    /// How they stood to the person then.
    pub relationship: Relationship,
    /// Day of the dose.
    pub day: NaiveDate,
    /// Which of the day.
    pub slot: Slot,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// When the server heard of it.
    pub received_at: DateTime<Utc>,
    /// What was known of another tick.
    pub sure: Sure,
    /// Taken back.
    pub undone: bool,
}

/// A dose that somebody took or gave, as it is told to whoever looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBy {
    /// "you", "Amina", "a parent or carer".
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The tick to take back, while they may.
    pub undo: Option<EntryId>,
}

/// Who ticked, for whoever looks.
pub fn who_took(mine: bool, relationship: Relationship, given_name: &str) -> String {
    if mine {
        "you".into()
    } else if relationship == Relationship::Myself {
        given_name.to_owned()
    } else {
        "a parent or carer".into()
    }
}

/// What logging a dose answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DoseAnswer {
    /// Kept. The same id again changes nothing and answers the same.
    Kept,
    /// Kept beside a tick that somebody else made: the family is told that there are two.
    KeptBeside(TakenBy),
    /// Somebody ticked this dose already: nothing was kept, and the person is asked.
    Already(TakenBy),
    /// It names no dose that can be ticked; nothing was kept.
    Fields(Vec<FieldProblem>),
}
