//! Practices join in waves; people are invited in ways that differ.

use chrono::{Days, NaiveDate};
use rand::RngExt;
use rand::rngs::StdRng;

use super::super::people::weighted;
use super::IcbOptions;
use super::rates::{INVITED, WAVE_SPREAD, WAVES_OVER, WAYS, Way};
use super::seasons::{school_day, working_day};
use super::sizes::Spot;

/// The day the practice at this place joins.
pub(super) fn joins(rng: &mut StdRng, options: &IcbOptions, at: usize) -> NaiveDate {
    let waves = usize::try_from(options.waves.max(1)).unwrap_or(1);
    let wave = u32::try_from(at % waves).unwrap_or(0);
    let between = f64::from(options.days) * WAVES_OVER / f64::from(options.waves.max(1));
    let first = Days::new(whole(between * f64::from(wave)));
    let late = Days::new(rng.random_range(0..=WAVE_SPREAD.min(u64::from(options.days) / 8)));
    working_day(options.first_day() + first + late)
}

/// How somebody is invited, and on which day.
pub(super) fn invitation(
    rng: &mut StdRng,
    spot: &Spot,
    child: bool,
    from: NaiveDate,
) -> Option<(&'static Way, NaiveDate)> {
    let ways = WAYS.each_ref().map(|way| (if child { way.children } else { way.adults }, Some(way)));
    let way = weighted(rng, &ways, None)?;
    let day = from + Days::new(rng.random_range(1..=way.over));
    let day = if way.term { school_day(day) } else { working_day(day) };
    rng.random_bool((INVITED * spot.zeal).clamp(0.0, 0.97)).then_some((way, day))
}

/// Days between the invitation and joining, for those who join.
pub(super) fn hesitation(rng: &mut StdRng) -> Days {
    Days::new(weighted(rng, &[(45, 0), (30, 1), (17, 4), (8, 14)], 0) + rng.random_range(0..3))
}

/// The whole part of a number; nothing is below nought.
pub(super) const fn whole(number: f64) -> u64 {
    number as u64
}
