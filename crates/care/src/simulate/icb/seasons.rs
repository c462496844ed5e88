//! The year, the week and the day of made-up people. The factors are choices, see [`super::rates`].

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use domain::time::london_moment;
use rand::RngExt;
use rand::rngs::StdRng;

use super::super::people::weighted;

/// By how much a season moves attacks: month by month, adults and children. September is the month after the summer
/// holidays, winter that of colds, May to July that of pollen.
const MONTHS: [(f64, f64); 12] = [
    (1.45, 1.25),
    (1.3, 1.15),
    (1.0, 1.0),
    (1.05, 1.05),
    (1.2, 1.2),
    (1.25, 1.3),
    (1.05, 0.9),
    (0.7, 0.5),
    (1.3, 2.1),
    (1.15, 1.4),
    (1.2, 1.25),
    (1.5, 1.45),
];
/// The peak in the second and third week after schools open: children's attacks once more by so much.
const BACK_TO_SCHOOL: f64 = 1.45;

/// How many times as likely as on a usual day a bad spell begins.
pub(super) fn attacks(day: NaiveDate, child: bool) -> f64 {
    let (adults, children) =
        usize::try_from(day.month0()).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or((1.0, 1.0));
    match (child, day.month(), day.day()) {
        (true, 9, 8..=24) => children * BACK_TO_SCHOOL,
        (true, ..) => children,
        (false, ..) => adults,
    }
}

/// How much people write on a day of the week.
pub(super) const fn rhythm(weekday: Weekday) -> f64 {
    match weekday {
        Weekday::Mon => 1.1,
        Weekday::Tue | Weekday::Wed => 1.04,
        Weekday::Thu => 1.0,
        Weekday::Fri => 0.93,
        Weekday::Sat => 0.74,
        Weekday::Sun => 0.86,
    }
}

/// Clinics are closed at weekends.
pub(super) fn working_day(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => day + Days::new(2),
        Weekday::Sun => day + Days::new(1),
        _ => day,
    }
}

/// The next day on which schools are open, roughly.
pub(super) fn school_day(day: NaiveDate) -> NaiveDate {
    let opens = |month, of| NaiveDate::from_ymd_opt(day.year(), month, of).unwrap_or(day);
    let day = match (day.month(), day.day()) {
        (7, 22..) | (8, _) | (9, 1..=3) => opens(9, 4),
        (12, 20..) => opens(12, 31) + Days::new(5),
        (1, 1..=4) => opens(1, 5),
        (4, 1..=14) => opens(4, 15),
        _ => day,
    };
    working_day(day)
}

/// When on a day a patient or parent has time: before school and work, and in the evening.
pub(super) fn at_home(rng: &mut StdRng, day: NaiveDate) -> DateTime<Utc> {
    let hours = [
        (3, 6),
        (16, 7),
        (14, 8),
        (6, 9),
        (3, 10),
        (3, 11),
        (5, 12),
        (3, 13),
        (3, 14),
        (4, 15),
        (6, 16),
        (7, 17),
        (8, 18),
        (10, 19),
        (11, 20),
        (8, 21),
        (4, 22),
        (1, 23),
    ];
    let hour = weighted(rng, &hours, 20);
    clock(rng, day, hour)
}

/// When somebody is too breathless: at any hour, more at night and in the early morning.
pub(super) fn any_hour(rng: &mut StdRng, day: NaiveDate) -> DateTime<Utc> {
    let hours = [(14, 2), (16, 5), (10, 9), (8, 13), (9, 17), (12, 21)];
    let hour = weighted(rng, &hours, 5) + rng.random_range(0..3);
    clock(rng, day, hour)
}

/// When a practice works.
pub(super) fn at_work(rng: &mut StdRng, day: NaiveDate) -> DateTime<Utc> {
    let hours = [(6, 8), (14, 9), (16, 10), (15, 11), (6, 12), (8, 13), (13, 14), (13, 15), (10, 16), (5, 17)];
    let hour = weighted(rng, &hours, 10);
    clock(rng, day, hour)
}

fn clock(rng: &mut StdRng, day: NaiveDate, hour: u32) -> DateTime<Utc> {
    let time =
        NaiveTime::from_hms_opt(hour.min(23), rng.random_range(0..60), rng.random_range(0..60)).unwrap_or_default();
    london_moment(day, time) + TimeDelta::milliseconds(rng.random_range(0..1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn children_have_their_worst_weeks_after_the_holidays_and_adults_theirs_in_winter() {
        let year = || day("2025-01-01").iter_days().take(365);
        let worst =
            |child| year().max_by(|a, b| attacks(*a, child).total_cmp(&attacks(*b, child))).map(|day| day.month());
        assert_eq!((worst(true), worst(false)), (Some(9), Some(12)));
        assert!(attacks(day("2025-06-10"), false) > attacks(day("2025-03-10"), false));
        assert!(attacks(day("2025-08-10"), true) < 1.0);
    }

    #[test]
    fn schools_are_closed_in_the_holidays_and_clinics_at_weekends() {
        assert_eq!(school_day(day("2026-08-10")), day("2026-09-04"));
        assert_eq!(school_day(day("2026-12-24")), day("2027-01-05"));
        assert_eq!(working_day(day("2026-11-22")), day("2026-11-23"));
    }
}
