//! A hint to the nurse that the best peak flow of a plan may be too low: somebody, a growing child above all, blows more
//! than it again and again. It never changes a plan.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::note::{DiaryNote, Note};
use super::{DiaryEntry, outlier};
use crate::plan::content::PeakFlowSection;

/// Days looked at, today included.
pub const DAYS: u64 = 30;
/// Readings above the best peak flow that make a hint.
const ENOUGH: usize = 3;

/// Readings above the best peak flow of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BestHint {
    /// Best peak flow of the plan.
    pub best: u16,
    /// Readings above it with their days, newest first.
    pub above: Vec<(NaiveDate, u16)>,
}

impl BestHint {
    /// The hint as a nurse reads it.
    pub fn words(&self) -> String {
        let readings = self.above.iter().take(ENOUGH).map(|(_, reading)| reading.to_string()).collect::<Vec<_>>();
        format!(
            "{} readings above the best peak flow of {} in {DAYS} days, lately {}. Check the best peak flow.",
            self.above.len(),
            self.best,
            readings.join(", ")
        )
    }
}

/// Readings that count, with their days: of check-ins and of blows on a meter of the plan's scale. What waits for a yes
/// and what has no sure time is left out.
pub fn readings(entries: &[DiaryEntry], notes: &[DiaryNote], section: &PeakFlowSection) -> Vec<(NaiveDate, u16)> {
    let waiting = outlier::unconfirmed(entries);
    let told = entries.iter().filter(|entry| !entry.time_uncertain && !waiting.contains(&entry.id));
    let told = told.filter_map(|entry| Some((entry.happened_at, entry.day, entry.check_in.peak_flow?)));
    let blown = notes.iter().filter_map(|note| match &note.note {
        Note::PeakFlow(blows) if blows.meter == section.meter => Some((note.happened_at, note.day, blows.best())),
        _ => None,
    });
    let mut readings: Vec<_> = told.chain(blown).collect();
    readings.sort_unstable_by(|a, b| b.cmp(a));
    readings.into_iter().map(|(_, day, reading)| (day, reading)).collect()
}

/// Three readings or more above the plan's best peak flow within thirty days.
pub fn hint(
    entries: &[DiaryEntry],
    notes: &[DiaryNote],
    section: &PeakFlowSection,
    today: NaiveDate,
) -> Option<BestHint> {
    let from = today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today);
    let best = section.thresholds.best;
    let mut above = readings(entries, notes, section);
    // A reading from before the best was measured says nothing about it.
    above.retain(|(day, reading)| *reading > best && *day >= from && *day >= section.measured_on && *day <= today);
    (above.len() >= ENOUGH).then_some(BestHint { best, above })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use uuid::Uuid;

    use super::*;
    use crate::diary::note::Blows;
    use crate::plan::Thresholds;
    use crate::plan::content::Meter;
    use crate::{EntryId, PatientId};

    fn day(of_november: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, of_november).unwrap()
    }

    fn blown(on: u32, reading: u16, meter: Meter) -> DiaryNote {
        DiaryNote {
            id: EntryId::from_uuid(Uuid::from_u128(u128::from(on))),
            patient: PatientId::from_uuid(Uuid::nil()),
            happened_at: crate::time::london_time(day(on), 9),
            day: day(on),
            note: Note::PeakFlow(Blows { blows: vec![reading], meter, sure: false }),
        }
    }

    fn section() -> PeakFlowSection {
        PeakFlowSection {
            thresholds: Thresholds::new(400, 320, 240, None).unwrap(),
            measured_on: day(2),
            meter: Meter::Eu,
        }
    }

    #[test]
    fn three_readings_above_the_best_within_thirty_days_are_a_hint() {
        let seen = |notes: &[DiaryNote], today| hint(&[], notes, &section(), today).map(|hint| hint.above.len());
        let eu = |on, reading| blown(on, reading, Meter::Eu);
        let three = [eu(3, 401), eu(10, 420), eu(20, 410)];
        assert_eq!(seen(&three, day(22)), Some(3));
        assert_eq!(seen(&three[1..], day(22)), None);
        assert_eq!(seen(&[eu(3, 400), eu(10, 420), eu(20, 410)], day(22)), None, "equal to it is not above");
        assert_eq!(seen(&[eu(1, 450), eu(10, 420), eu(20, 410)], day(22)), None, "from before it was measured");
        assert_eq!(seen(&[blown(3, 450, Meter::Wright), eu(10, 420), eu(20, 410)], day(22)), None, "another scale");
        let later = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        assert_eq!(seen(&three, later), None, "the first is more than thirty days ago");
        let words = hint(&[], &three, &section(), day(22)).unwrap().words();
        assert_eq!(
            words,
            "3 readings above the best peak flow of 400 in 30 days, lately 410, 420, 401. Check the best peak flow."
        );
    }
}
