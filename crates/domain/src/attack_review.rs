//! The practice's list of attacks to review: who, by when, whose work it is.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::diary::note::ReviewCause;
use crate::{EntryId, OdsCode, PatientId, PersonName, ReviewId, StaffId};

/// This long before it is due a review is marked for everybody who opens the list.
const ESCALATE: TimeDelta = TimeDelta::hours(24);

/// A review as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttackReview {
    /// Identifier.
    pub id: ReviewId,
    /// The note that asks for it.
    pub note: EntryId,
    /// Whose.
    pub patient: PatientId,
    /// Why.
    pub cause: ReviewCause,
    /// By when.
    pub due_at: Option<DateTime<Utc>>,
    /// It is ended.
    pub done: bool,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewLine {
    /// Identifier.
    pub id: ReviewId,
    /// Who.
    pub patient: PatientId,
    /// Their name.
    pub name: PersonName,
    /// Their date of birth.
    pub date_of_birth: NaiveDate,
    /// Where to ring them.
    pub phone: Option<String>,
    /// Why.
    pub cause: ReviewCause,
    /// The day it happened.
    pub day: NaiveDate,
    /// By when; empty while somebody is in hospital.
    pub due_at: Option<DateTime<Utc>>,
    /// Whose work it is.
    pub owner: Option<StaffId>,
    /// Their name.
    pub owner_name: Option<String>,
    /// The patient took the note back.
    pub taken_back: bool,
    /// When it was ended.
    pub done_at: Option<DateTime<Utc>>,
    /// By whom.
    pub done_by: Option<String>,
}

/// How pressing a review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Press {
    /// The clock does not run yet.
    Waiting,
    /// There is time.
    InTime,
    /// Twenty-four hours are left, or less.
    Soon,
    /// The time is over.
    Overdue,
}

/// How pressing something due at a moment is.
pub fn press(due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Press {
    match due_at {
        None => Press::Waiting,
        Some(due) if now >= due => Press::Overdue,
        Some(due) if due - now <= ESCALATE => Press::Soon,
        Some(_) => Press::InTime,
    }
}

/// Somebody who can be given a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
}

/// The page "Attacks to review".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewList {
    /// The practice.
    pub practice: OdsCode,
    /// Its name.
    pub practice_name: String,
    /// What is open, the most pressing first.
    pub open: Vec<ReviewLine>,
    /// What was ended in the last four weeks, newest first.
    pub done: Vec<ReviewLine>,
    /// Nurses and GPs of the practice.
    pub colleagues: Vec<Colleague>,
    /// The present moment.
    pub now: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn the_last_day_is_marked_and_what_is_late_says_so() {
        let due = Some("2026-11-25T00:00:00Z".parse().unwrap());
        for (now, expected) in [
            ("2026-11-23T23:59:59Z", Press::InTime),
            ("2026-11-24T00:00:00Z", Press::Soon),
            ("2026-11-24T23:59:59Z", Press::Soon),
            ("2026-11-25T00:00:00Z", Press::Overdue),
        ] {
            assert_eq!(press(due, now.parse().unwrap()), expected, "{now}");
        }
        assert_eq!(press(None, "2026-11-25T00:00:00Z".parse().unwrap()), Press::Waiting);
    }
}
