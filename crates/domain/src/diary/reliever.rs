//! What the number of puffs says: not how to treat anybody, but when to ask for help.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::note::{DiaryNote, Note};
use super::{DiaryEntry, RelieverUse};
use crate::plan::Regimen;

/// Salbutamol: two puffs up to four times a day is its routine use.
const ROUTINE_PUFFS: u16 = 8;
/// Budesonide and formoterol as reliever: more than this in a day is normally not needed.
const USUAL_FORMOTEROL: u16 = 8;
/// And up to this for a short time only.
const MOST_FORMOTEROL: u16 = 12;
/// Reliever on this many days of seven: asthma is not under control (NG245).
const UNCONTROLLED_DAYS: usize = 3;

/// What somebody is told about their reliever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelieverWarning {
    /// On three days of the last seven, or more.
    ManyDays,
    /// More in a day than it is for.
    ManyPuffs,
    /// The most of a day is reached.
    MostPuffs,
}

impl RelieverWarning {
    /// What to do, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ManyDays => {
                "You needed your reliever on 3 days or more in the last 7. Your asthma may not be under control. Ask your nurse or GP for a check."
            }
            Self::ManyPuffs => {
                "That is more puffs than most people need in a day. Ring your GP surgery today, or NHS 111 when it is closed. Worse, or no better after your reliever? Do the emergency steps and call 999."
            }
            Self::MostPuffs => {
                "That is the most you should take in a day. Get medical help today: ring your GP surgery, or NHS 111 when it is closed. Worse, or no better after your reliever? Do the emergency steps and call 999."
            }
        }
    }
}

/// Puffs of each day: counts of the day are added up.
pub fn puffs_by_day(notes: &[DiaryNote]) -> BTreeMap<NaiveDate, u16> {
    let mut days = BTreeMap::new();
    for note in notes {
        if let Note::Reliever { puffs } = note.note {
            let day: &mut u16 = days.entry(note.day).or_default();
            *day = day.saturating_add(puffs);
        }
    }
    days
}

/// What to say of the reliever today, the most pressing first. With AIR the reliever is the treatment: its days are shown
/// and not judged.
pub fn warnings(
    entries: &[DiaryEntry],
    notes: &[DiaryNote],
    regimen: Option<Regimen>,
    today: NaiveDate,
) -> Vec<RelieverWarning> {
    let puffs = puffs_by_day(notes);
    let mut said = Vec::new();
    let in_a_day = puffs.get(&today).copied().unwrap_or(0);
    let formoterol = matches!(regimen, Some(Regimen::Air | Regimen::Mart));
    if formoterol && in_a_day >= MOST_FORMOTEROL {
        said.push(RelieverWarning::MostPuffs);
    } else if in_a_day > if formoterol { USUAL_FORMOTEROL } else { ROUTINE_PUFFS } {
        said.push(RelieverWarning::ManyPuffs);
    }
    if regimen != Some(Regimen::Air) && days_used(entries, &puffs, today) >= UNCONTROLLED_DAYS {
        said.push(RelieverWarning::ManyDays);
    }
    said
}

/// Days of the last seven, today included, on which the reliever was used.
fn days_used(entries: &[DiaryEntry], puffs: &BTreeMap<NaiveDate, u16>, today: NaiveDate) -> usize {
    let week = today.checked_sub_days(Days::new(6)).unwrap_or(today)..=today;
    let told = entries
        .iter()
        .filter(|entry| entry.check_in.symptoms.reliever != RelieverUse::None && !entry.time_uncertain)
        .map(|entry| entry.day);
    let counted = puffs.iter().filter(|(_, puffs)| **puffs > 0).map(|(day, _)| *day);
    let days: std::collections::BTreeSet<NaiveDate> = told.chain(counted).filter(|day| week.contains(day)).collect();
    days.len()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use uuid::Uuid;

    use super::*;
    use crate::{EntryId, PatientId};

    fn day(of_november: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, of_november).unwrap()
    }

    fn used(on: u32, puffs: u16) -> DiaryNote {
        DiaryNote {
            id: EntryId::from_uuid(Uuid::from_u128(u128::from(on))),
            patient: PatientId::from_uuid(Uuid::nil()),
            happened_at: crate::time::london_time(day(on), 9),
            day: day(on),
            note: Note::Reliever { puffs },
        }
    }

    #[test]
    fn more_puffs_than_the_reliever_is_for_ask_for_help_the_same_day() {
        use RelieverWarning::{ManyPuffs, MostPuffs};
        for (puffs, regimen, expected) in [
            (8, Some(Regimen::PreventerSaba), vec![]),
            (9, Some(Regimen::PreventerSaba), vec![ManyPuffs]),
            (9, None, vec![ManyPuffs]),
            (8, Some(Regimen::Mart), vec![]),
            (9, Some(Regimen::Mart), vec![ManyPuffs]),
            (12, Some(Regimen::Air), vec![MostPuffs]),
            (40, Some(Regimen::PreventerSaba), vec![ManyPuffs]),
        ] {
            assert_eq!(warnings(&[], &[used(22, puffs)], regimen, day(22)), expected, "{puffs} {regimen:?}");
        }
        assert_eq!(warnings(&[], &[used(22, 5), used(22, 5)], None, day(22)), [ManyPuffs], "counts of a day add up");
    }

    #[test]
    fn three_days_of_seven_are_not_under_control_but_with_air() {
        let notes = [used(16, 1), used(20, 2), used(22, 1), used(21, 0)];
        assert_eq!(warnings(&[], &notes, Some(Regimen::PreventerSaba), day(22)), [RelieverWarning::ManyDays]);
        assert!(warnings(&[], &notes, Some(Regimen::Air), day(22)).is_empty());
        assert!(warnings(&[], &notes, None, day(23)).is_empty(), "the first of them is more than a week ago");
    }
}
