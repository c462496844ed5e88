//! When needing the reliever often says that asthma is not under control. Everything here is what the family told.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::diary::{DiaryEntry, RelieverUse};
use crate::plan::Regimen;

/// Days of reliever use in a week from which asthma counts as uncontrolled (NG245).
const DAYS_A_WEEK: usize = 3;
/// Relievers in 12 months from which a review is advised; priority; urgent (more than twelve: NRAD).
const A_YEAR: [u32; 3] = [3, 6, 13];

/// Something to say of reliever use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelieverNote {
    /// Days of the last 7 on which it was needed, 3 or more.
    OftenThisWeek(u8),
    /// Relievers asked for in 12 months, 3 or more.
    AskedOften(u32),
}

/// Days among the last 7 on which the reliever was needed, by the diary.
pub fn reliever_days(entries: &[DiaryEntry], today: NaiveDate) -> u8 {
    let first = today.checked_sub_days(Days::new(6)).unwrap_or(today);
    let days: BTreeSet<NaiveDate> = entries
        .iter()
        .filter(|entry| entry.day >= first && entry.day <= today)
        .filter(|entry| entry.check_in.symptoms.reliever != RelieverUse::None)
        .map(|entry| entry.day)
        .collect();
    u8::try_from(days.len()).unwrap_or(7)
}

/// What there is to say. With AIR the reliever is the treatment itself: days of use are no sign of their own.
pub fn reliever_notes(regimen: Option<Regimen>, days: u8, asked: u32) -> Vec<RelieverNote> {
    let mut notes = Vec::new();
    if usize::from(days) >= DAYS_A_WEEK && regimen != Some(Regimen::Air) {
        notes.push(RelieverNote::OftenThisWeek(days));
    }
    let [review, ..] = A_YEAR;
    if asked >= review {
        notes.push(RelieverNote::AskedOften(asked));
    }
    notes
}

impl RelieverNote {
    /// What the family reads.
    pub fn heading(self) -> String {
        match self {
            Self::OftenThisWeek(days) => format!("You needed your reliever on {days} of the last 7 days"),
            Self::AskedOften(count) => format!("You asked for {count} relievers in 12 months"),
        }
    }

    /// What to do about it.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::OftenThisWeek(_) => {
                "Needing it 3 times a week or more is a sign of the amber zone. Follow the amber zone of your plan."
            }
            Self::AskedOften(_) => {
                "Needing 3 or more in a year can mean that your asthma is not under control. Ask your GP surgery for an asthma review."
            }
        }
    }

    /// How a nurse reads a count of relievers asked for.
    pub const fn flag(asked: u32) -> Option<&'static str> {
        let [review, priority, urgent] = A_YEAR;
        if asked >= urgent {
            Some("More than 12 relievers asked for in 12 months: urgent review")
        } else if asked >= priority {
            Some("6 or more relievers asked for in 12 months: priority review before the next one")
        } else if asked >= review {
            Some("3 or more relievers asked for in 12 months: asthma review")
        } else {
            None
        }
    }
}
