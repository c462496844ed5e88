//! A reading that is far from the last one is asked about before it counts: 45 for 450 is a slip of the finger.

use std::collections::BTreeSet;

use super::{CheckIn, DiaryEntry};
use crate::EntryId;
use crate::plan::Zone;

/// Per cent of the last reading by which a new one may differ before it is asked about.
const FAR: u32 = 40;

/// The reading is 40 % or more away from the last one.
pub fn is_far(reading: u16, last: u16) -> bool {
    u32::from(reading.abs_diff(last)) * 100 >= u32::from(last) * FAR
}

/// What to ask of a reading far from the last one; `None` when there is nothing to ask or it was confirmed. `sure` holds
/// the reading the person confirmed, so that one confirmation never covers another number.
pub fn question(reading: u16, last: Option<u16>, sure: &str) -> Option<String> {
    let last = last.filter(|last| is_far(reading, *last))?;
    (sure.trim() != reading.to_string())
        .then(|| format!("Is {reading} right? Your last peak flow was {last}. Say yes, or type it again"))
}

/// Whoever is in an attack by their symptoms is not held up by a question about a number.
pub fn may_ask(check_in: &CheckIn) -> bool {
    check_in.symptoms.zone(None) != Zone::Red
}

/// Entries whose reading waits for a yes: it is far from the reading trusted before it and was not confirmed. Such an
/// entry is kept and shown, and suggests nothing. The answer follows from the entries alone, in whatever order they came.
pub fn unconfirmed(entries: &[DiaryEntry]) -> BTreeSet<EntryId> {
    let mut readings: Vec<(&DiaryEntry, u16)> = entries
        .iter()
        .filter(|entry| !entry.time_uncertain && may_ask(&entry.check_in))
        .filter_map(|entry| Some((entry, entry.check_in.peak_flow?)))
        .collect();
    readings.sort_by_key(|(entry, _)| (entry.happened_at, entry.id));
    let mut trusted: Option<u16> = None;
    let mut waiting = BTreeSet::new();
    for (entry, reading) in readings {
        if !entry.reading_sure && trusted.is_some_and(|last| is_far(reading, last)) {
            waiting.insert(entry.id);
        } else {
            trusted = Some(reading);
        }
    }
    waiting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Daytime, RelieverUse, Symptoms};

    #[test]
    fn forty_per_cent_either_way_is_far() {
        for (reading, last, far) in [
            (450, 450, false),
            (271, 450, false),
            (270, 450, true),
            (629, 450, false),
            (630, 450, true),
            (50, 450, true),
            (900, 450, true),
            (900, 900, false),
        ] {
            assert_eq!(is_far(reading, last), far, "{reading} after {last}");
        }
    }

    #[test]
    fn a_confirmation_counts_for_its_own_number_only() {
        assert!(question(100, Some(450), "").is_some());
        assert!(question(100, Some(450), "110").is_some());
        assert_eq!(question(100, Some(450), "100"), None);
        assert_eq!(question(100, None, ""), None, "nothing to compare with");
        assert_eq!(question(440, Some(450), ""), None);
    }

    #[test]
    fn nobody_in_an_attack_is_asked() {
        let calm = Symptoms {
            daytime: Daytime::Interfering,
            woke_at_night: true,
            reliever: RelieverUse::Helped,
            too_breathless: false,
        };
        let check_in = |symptoms| CheckIn { peak_flow: Some(100), symptoms };
        assert!(may_ask(&check_in(calm)));
        assert!(!may_ask(&check_in(Symptoms { too_breathless: true, ..calm })));
        assert!(!may_ask(&check_in(Symptoms { reliever: RelieverUse::NotLasting, ..calm })));
    }
}
