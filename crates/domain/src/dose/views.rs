use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Adherence, DoseTimes, DueState, RelieverNote, Slot};
use crate::diary::PersonLine;
use crate::plan::MedicineLine;
use crate::technique::Guide;
use crate::{EntryId, PatientId};

/// A dose on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueLine {
    /// The London day.
    pub day: NaiveDate,
    /// Which of the day.
    pub slot: Slot,
    /// Its time.
    pub at: DateTime<Utc>,
    /// "Two puffs".
    pub puffs: String,
    /// "your brown inhaler".
    pub called: String,
    /// Through a spacer.
    pub spacer: bool,
    /// How it stands.
    pub state: DueState,
    /// The id under which the page's own "Taken" is kept: pressing it twice is once.
    pub tick: EntryId,
}

/// Doses of today, for the page "Today". `None` stands for a plan without doses every day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueCard {
    /// Whose.
    pub patient: PatientId,
    /// Today's doses, and last night's while it can still be ticked.
    pub lines: Vec<DueLine>,
}

/// A medicine of the plan in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicineRow {
    /// As signed.
    pub line: MedicineLine,
    /// What it is for.
    pub what_for: String,
    /// How much and when, in sentences of the plan's own numbers.
    pub doses: Vec<String>,
    /// Through a spacer.
    pub spacer: bool,
    /// How to use the device.
    pub guide: Guide,
    /// When somebody last marked that they practised it.
    pub practised: Option<DateTime<Utc>>,
}

/// The page "Medicines".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicinesView {
    /// The person shown.
    pub person: PersonLine,
    /// Belongs to the demonstration.
    pub demo: bool,
    /// "Plan version 3, signed ..."; `None` without a plan in force.
    pub stamp: Option<String>,
    /// The plan signed last was withdrawn.
    pub withdrawn: bool,
    /// Medicines of the plan in force.
    pub medicines: Vec<MedicineRow>,
    /// Steroid tablets of the plan, in a sentence.
    pub tablets: Option<String>,
    /// Doses of today.
    pub due: Vec<DueLine>,
    /// Times of day.
    pub times: DoseTimes,
    /// The family chose them.
    pub times_chosen: bool,
    /// Last 7 and 30 days.
    pub adherence: Vec<Adherence>,
    /// What to say of the reliever.
    pub notes: Vec<RelieverNote>,
    /// Requests for more that are open.
    pub open_repeats: u32,
    /// Now.
    pub now: DateTime<Utc>,
}
