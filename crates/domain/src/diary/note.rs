//! What a diary holds besides check-ins: peak flow with its three blows, reliever puffs, nights, triggers, attacks, and
//! A&E and hospital. A note never changes: what was wrong is taken back, or another note stands in its place.

pub mod form;
mod words;

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::plan::content::Meter;
use crate::{EntryId, PatientId};

/// A note of the diary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// Blows into a peak-flow meter.
    PeakFlow(Blows),
    /// Puffs of the reliever on a day.
    Reliever {
        /// How many.
        puffs: u16,
    },
    /// Asthma woke the person.
    Night {
        /// How often.
        times: u16,
    },
    /// What made asthma worse.
    Triggers {
        /// As chosen or written.
        triggers: Vec<String>,
    },
    /// An attack.
    Attack(Attack),
    /// A&E or a stay in hospital.
    Visit(Visit),
}

/// Up to three blows; the best of them counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blows {
    /// L/min, in the order they were blown.
    pub blows: Vec<u16>,
    /// Scale of the meter.
    pub meter: Meter,
    /// The person confirmed the best of them although it is far from the one before.
    pub sure: bool,
}

impl Blows {
    /// The best of them.
    pub fn best(&self) -> u16 {
        self.blows.iter().copied().max().unwrap_or(0)
    }
}

/// How long an attack lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowLong {
    /// Up to ten minutes.
    TenMinutes,
    /// Up to an hour.
    Hour,
    /// Longer.
    Longer,
    /// It is not over.
    StillOn,
}

impl HowLong {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::TenMinutes, Self::Hour, Self::Longer, Self::StillOn];

    /// The word of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TenMinutes => "ten_minutes",
            Self::Hour => "hour",
            Self::Longer => "longer",
            Self::StillOn => "still_on",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == text)
    }
}

/// How many puffs of the reliever an attack took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Puffs {
    /// None: there was no inhaler.
    NoInhaler,
    /// One to five.
    UpToFive,
    /// Six to ten.
    UpToTen,
    /// More than ten.
    More,
}

impl Puffs {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::UpToFive, Self::UpToTen, Self::More, Self::NoInhaler];

    /// The word of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoInhaler => "no_inhaler",
            Self::UpToFive => "up_to_five",
            Self::UpToTen => "up_to_ten",
            Self::More => "more",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == text)
    }
}

/// An attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attack {
    /// Puffs of the reliever taken.
    pub puffs: Puffs,
    /// Steroid tablets were taken.
    pub steroids: bool,
    /// How long it lasted.
    pub how_long: HowLong,
    /// 999 was called.
    pub called_999: bool,
}

/// A&E or a stay in hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Visit {
    /// A&E, home again.
    AAndE,
    /// A stay in hospital.
    Hospital {
        /// The day they went home; empty while they are there.
        left: Option<NaiveDate>,
    },
}

/// What asked for a review by the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewCause {
    /// An attack treated at home.
    Attack,
    /// A visit to A&E.
    AAndE,
    /// A stay in hospital.
    Hospital,
}

impl ReviewCause {
    /// Every cause.
    pub const ALL: [Self; 3] = [Self::Attack, Self::AAndE, Self::Hospital];

    /// The word in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::AAndE => "a_and_e",
            Self::Hospital => "hospital",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.as_str() == text)
    }
}

impl fmt::Display for ReviewCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Attack => "Attack at home",
            Self::AAndE => "A&E",
            Self::Hospital => "Hospital stay",
        })
    }
}

/// The review a note asks for: why, the day its clock starts, and the working days it gives. No day while somebody is in
/// hospital.
pub type AskedReview = (ReviewCause, Option<NaiveDate>, u32);

impl Note {
    /// The word in storage and in addresses.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::PeakFlow(_) => "peak_flow",
            Self::Reliever { .. } => "reliever",
            Self::Night { .. } => "night",
            Self::Triggers { .. } => "triggers",
            Self::Attack(_) => "attack",
            Self::Visit(_) => "visit",
        }
    }

    /// The review the practice owes: within two working days of A&E or of leaving hospital, and the same day after an
    /// attack treated at home.
    pub fn asks_for_review(&self, day: NaiveDate) -> Option<AskedReview> {
        match self {
            Self::Attack(_) => Some((ReviewCause::Attack, Some(day), 0)),
            Self::Visit(Visit::AAndE) => Some((ReviewCause::AAndE, Some(day), 2)),
            Self::Visit(Visit::Hospital { left }) => Some((ReviewCause::Hospital, *left, 2)),
            _ => None,
        }
    }
}

/// A line that was taken back or put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// When it had happened.
    pub happened_at: DateTime<Utc>,
    /// What it was.
    pub title: String,
    /// What it said.
    pub said: String,
    /// When it was taken back or put right.
    pub changed_at: DateTime<Utc>,
    /// Another entry stands in its place.
    pub put_right: bool,
}

/// The page of one entry: a check-in or a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneEntry {
    /// The person shown.
    pub person: super::PersonLine,
    /// The check-in.
    pub check_in: Option<super::DiaryEntry>,
    /// The note.
    pub note: Option<DiaryNote>,
    /// It was neither taken back nor put right.
    pub stands: bool,
    /// Id of the entry that would stand in its place.
    pub next: EntryId,
}

/// The form of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotePage {
    /// The person shown.
    pub person: super::PersonLine,
    /// Id of the note to be: sending the form twice keeps one.
    pub id: EntryId,
    /// Which form.
    pub kind: String,
    /// The note it puts right.
    pub replaces: Option<EntryId>,
    /// What its fields hold at first.
    pub values: std::collections::BTreeMap<String, String>,
}

/// A note as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiaryNote {
    /// Made before it was sent, so that sending it twice is harmless.
    pub id: EntryId,
    /// Whose.
    pub patient: PatientId,
    /// When it happened, UTC.
    pub happened_at: DateTime<Utc>,
    /// The London day.
    pub day: NaiveDate,
    /// What was said.
    pub note: Note,
}
