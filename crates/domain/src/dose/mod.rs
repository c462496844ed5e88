//! Doses taken every day: when they are due, who took or gave them, and what a family may read from that. The plan says
//! how many puffs; the family says at what time.

mod adherence;
mod due;
mod list;
mod log;
mod reliever;
#[cfg(test)]
#[expect(clippy::panic, reason = "a test that cannot set its stage has failed")]
mod tests;
mod times;
mod views;

pub use adherence::{Adherence, adherence};
pub use due::{Due, DueState, InForce, due_between, may_still_tick, state_of};
pub use list::{PlanMedicine, medicines};
pub use log::{DoseAnswer, DoseForm, DoseReading, LONGEST_LATE, Sure, TakenBy, Tick, UNDO_MINUTES, who_took};
pub use reliever::{RelieverNote, reliever_days, reliever_notes};
pub use times::{DoseTimes, DoseTimesForm, read_time, say_clock};
pub use views::{DueCard, DueLine, MedicineRow, MedicinesView};

use serde::{Deserialize, Serialize};

use crate::plan::formulary::Device;
use crate::plan::{MedicineLine, PlanContent};

/// The two doses of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// In the morning.
    Morning,
    /// At night.
    Night,
}

impl Slot {
    /// Both, in the order of the day.
    pub const ALL: [Self; 2] = [Self::Morning, Self::Night];

    /// The word kept in storage and posted by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Night => "night",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.as_str() == text)
    }

    /// As a heading says it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Morning => "Morning",
            Self::Night => "Night",
        }
    }
}

/// A dose as the plan has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedDose {
    /// Which of the day.
    pub slot: Slot,
    /// Puffs.
    pub puffs: u8,
    /// Key of the product.
    pub product: String,
    /// Brand and strength.
    pub name: String,
    /// What the person calls it.
    pub called: String,
    /// Taken through a spacer.
    pub spacer: bool,
}

/// The doses that a plan has every day: those of the preventer, for MART its regular ones. None with AIR.
pub fn every_day(plan: &PlanContent) -> Vec<PlannedDose> {
    let Some(line) = plan.preventer.as_ref().filter(|_| plan.regimen.has_preventer()) else { return Vec::new() };
    let dose = |slot, puffs| PlannedDose {
        slot,
        puffs,
        product: line.product.clone(),
        name: line.name.clone(),
        called: line.called(),
        spacer: takes_spacer(plan, line),
    };
    [(Slot::Morning, line.morning), (Slot::Night, line.night)]
        .into_iter()
        .filter(|(_, puffs)| *puffs > 0)
        .map(|(slot, puffs)| dose(slot, puffs))
        .collect()
}

/// A spacer is used with this inhaler: the plan has one, and it fits.
pub fn takes_spacer(plan: &PlanContent, line: &MedicineLine) -> bool {
    plan.spacer && line.device == Device::Pressurised
}
