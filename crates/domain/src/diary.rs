//! The diary: what a person tells about today, the zone that follows and what to do. The same functions answer on the
//! phone and on the server.

mod advice;
pub mod bad_day;
pub mod best;
pub mod note;
pub mod outlier;
pub mod reliever;
pub mod sync;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use advice::{Advice, Urgency, advise};

use crate::plan::zones::READING_RANGE;
use crate::plan::{Regimen, SignedPlan, Zone};
use crate::{EntryId, FieldProblem, PatientId, Relationship};

/// Symptoms in the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Daytime {
    /// None.
    None,
    /// Cough, wheeze or tight chest.
    Some,
    /// They get in the way of the day.
    Interfering,
}

/// Use of the reliever for symptoms today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelieverUse {
    /// Not used.
    None,
    /// Used, and it helped for four hours or more.
    Helped,
    /// Needed again within four hours, or it does not help.
    NotLasting,
}

/// What a person says of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symptoms {
    /// In the day.
    pub daytime: Daytime,
    /// Woke at night.
    pub woke_at_night: bool,
    /// Reliever.
    pub reliever: RelieverUse,
    /// Too breathless to talk, eat or sleep.
    pub too_breathless: bool,
}

impl Symptoms {
    /// The zone the symptoms alone put the person in. With AIR, needing the reliever is the treatment and no sign of its
    /// own.
    pub fn zone(&self, regimen: Option<Regimen>) -> Zone {
        if self.too_breathless || self.reliever == RelieverUse::NotLasting {
            Zone::Red
        } else if self.daytime != Daytime::None
            || self.woke_at_night
            || (self.reliever == RelieverUse::Helped && regimen != Some(Regimen::Air))
        {
            Zone::Amber
        } else {
            Zone::Green
        }
    }
}

/// The check-in as typed: peak flow may stay blank, the four questions may not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckInForm {
    /// Best of three blows, L/min; blank when not measured.
    pub peak_flow: String,
    /// "none", "some" or "interfering".
    pub daytime: String,
    /// "yes" or "no".
    pub woke_at_night: String,
    /// "none", "helped" or "not_lasting".
    pub reliever: String,
    /// "yes" or "no".
    pub too_breathless: String,
    /// The reading that was confirmed although it is far from the last one.
    pub peak_flow_sure: String,
}

/// A check-in that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// L/min.
    pub peak_flow: Option<u16>,
    /// Symptoms.
    pub symptoms: Symptoms,
}

impl CheckInForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Every field that is missing or wrong, in the order of the form.
    pub fn read(&self) -> Result<CheckIn, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut ask = |field: &str, message: &str| problems.push(FieldProblem::new(field, message));
        let too_breathless = yes_no(&self.too_breathless);
        if too_breathless.is_none() {
            ask("too_breathless", "Say if you are too breathless to talk, eat or sleep");
        }
        let reliever = match self.reliever.as_str() {
            "none" => Some(RelieverUse::None),
            "helped" => Some(RelieverUse::Helped),
            "not_lasting" => Some(RelieverUse::NotLasting),
            _ => None,
        };
        if reliever.is_none() {
            ask("reliever", "Say if you needed your reliever today");
        }
        let daytime = match self.daytime.as_str() {
            "none" => Some(Daytime::None),
            "some" => Some(Daytime::Some),
            "interfering" => Some(Daytime::Interfering),
            _ => None,
        };
        if daytime.is_none() {
            ask("daytime", "Say if you had symptoms today");
        }
        let woke_at_night = yes_no(&self.woke_at_night);
        if woke_at_night.is_none() {
            ask("woke_at_night", "Say if your asthma woke you last night");
        }
        let typed = self.peak_flow.trim();
        let peak_flow = typed.parse::<u16>().ok().filter(|reading| READING_RANGE.contains(reading));
        if !typed.is_empty() && peak_flow.is_none() {
            ask("peak_flow", "Peak flow must be a whole number from 50 to 900, or leave it blank");
        }
        match (too_breathless, reliever, daytime, woke_at_night) {
            (Some(too_breathless), Some(reliever), Some(daytime), Some(woke_at_night)) if problems.is_empty() => {
                Ok(CheckIn { peak_flow, symptoms: Symptoms { daytime, woke_at_night, reliever, too_breathless } })
            }
            _ => Err(problems),
        }
    }
}

fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// An entry as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiaryEntry {
    /// Made on the device.
    pub id: EntryId,
    /// Whose.
    pub patient: PatientId,
    /// When it happened, UTC.
    pub happened_at: DateTime<Utc>,
    /// The London day.
    pub day: NaiveDate,
    /// When it was written down, by the device's clock; `None` when the server's clock was used for both.
    pub noted_at: Option<DateTime<Utc>>,
    /// The time cannot be right, so that nothing is counted from it until the person says when it was.
    pub time_uncertain: bool,
    /// What was said.
    pub check_in: CheckIn,
    /// The person confirmed this very reading.
    pub reading_sure: bool,
    /// The zone then.
    pub zone: Zone,
    /// Version of the plan that advised, if there was one.
    pub plan_number: Option<u32>,
}

/// What logging answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogAnswer {
    /// Kept; the same id again changes nothing and answers the same.
    Recorded(Advice),
    /// Something is missing or wrong; nothing was kept.
    Fields(Vec<FieldProblem>),
}

/// A person an account acts for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    /// Who.
    pub id: PatientId,
    /// Given name.
    pub given_name: String,
    /// Age in whole years.
    pub age: u16,
    /// How the account stands to them.
    pub relationship: Relationship,
    /// The one shown now.
    pub current: bool,
}

/// The page "Today".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayView {
    /// The person shown.
    pub person: PersonLine,
    /// Everybody the account acts for.
    pub people: Vec<PersonLine>,
    /// Today in London.
    pub today: NaiveDate,
    /// The plan in force, or the withdrawn one that must not be used.
    pub plan: Option<SignedPlan>,
    /// Today's latest entry and its advice by the plan as it is now.
    pub latest: Option<(DiaryEntry, Advice)>,
    /// The last reading of all, L/min: a phone asks about one that is far from it.
    pub last_reading: Option<u16>,
    /// The practice's name.
    pub practice_name: String,
    /// Questions before a visit are open; whether they were answered.
    pub visit: Option<bool>,
    /// Doses of the day by the plan in force; a phone keeps none.
    #[serde(default)]
    pub due: Vec<crate::dose::DueLine>,
    /// Belongs to the demonstration.
    pub demo: bool,
}

/// The page "Diary".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiaryView {
    /// The person shown.
    pub person: PersonLine,
    /// Check-ins of the days shown, newest first.
    pub entries: Vec<DiaryEntry>,
    /// Entries whose time cannot be right, newest first, whatever their day.
    pub uncertain: Vec<DiaryEntry>,
    /// Entries whose reading is far from the one before and was not confirmed.
    pub to_confirm: Vec<EntryId>,
    /// Other notes of those days, newest first.
    pub notes: Vec<note::DiaryNote>,
    /// What was taken back or put right, the newest first.
    pub gone: Vec<note::Gone>,
    /// What to say of the reliever today.
    pub warnings: Vec<reliever::RelieverWarning>,
    /// Lines of the plan in force, if it has peak flow.
    pub lines: Option<crate::plan::Thresholds>,
    /// Scale of the plan's meter.
    pub meter: Option<crate::plan::content::Meter>,
    /// Days shown, today included.
    pub days: u64,
    /// Today in London.
    pub today: NaiveDate,
    /// The diary is kept from whoever asks: nothing of it is here.
    #[serde(default)]
    pub hidden: bool,
}

/// What a phone keeps of one person for when there is no network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneCopy {
    /// The page "Today", with the plan.
    pub today: TodayView,
    /// The page "Diary".
    pub diary: DiaryView,
    /// The page "Medicines", without the doses of the day.
    pub medicines: crate::dose::MedicinesView,
}
