//! Working days in England: Monday to Friday without bank holidays.
//!
//! Source of the table: GOV.UK, "UK bank holidays", England and Wales (Open Government Licence). Where the table ends the
//! days follow from the Banking and Financial Dealings Act 1971 and the date of Easter; what is proclaimed for one year
//! only (a coronation, a jubilee) is then missing, so a test asks for the table in time.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};

use crate::time::london_midnight;

/// Bank holidays of England and Wales: year, then month and day of each.
const TABLE: [(i32, [(u32, u32); 8]); 4] = [
    (2025, [(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)]),
    (2026, [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)]),
    (2027, [(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]),
    (2028, [(1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)]),
];

/// The last year of the table of bank holidays.
pub const LISTED_UNTIL: i32 = 2028;

/// Whether surgeries are open as usual.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_bank_holiday(day)
}

/// Whether it is a bank holiday in England.
pub fn is_bank_holiday(day: NaiveDate) -> bool {
    let here = (day.month(), day.day());
    match TABLE.iter().find(|(year, _)| *year == day.year()) {
        Some((_, holidays)) => holidays.contains(&here),
        None => by_rule(day.year()).contains(&Some(day)),
    }
}

/// The working day so many working days after a day; the day itself does not count.
pub fn working_days_after(day: NaiveDate, count: u32) -> NaiveDate {
    let mut day = day;
    for _ in 0..count {
        day = next(day);
    }
    day
}

/// The moment by which something is to be done that is due within so many working days after a day: the end of the last
/// of them in London. With none it is due the same day, or on the next working day when surgeries are closed.
pub fn due_within(day: NaiveDate, working_days: u32) -> DateTime<Utc> {
    let last = match working_days {
        0 if is_working_day(day) => day,
        count => working_days_after(day, count.max(1)),
    };
    london_midnight(last.checked_add_days(Days::new(1)).unwrap_or(last))
}

/// The next working day. No run of holidays is longer than a week.
fn next(day: NaiveDate) -> NaiveDate {
    let mut following = (1..=10).filter_map(|days| day.checked_add_days(Days::new(days)));
    following.find(|day| is_working_day(*day)).unwrap_or(day)
}

/// Bank holidays as the law has them each year.
fn by_rule(year: i32) -> [Option<NaiveDate>; 8] {
    let on = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let monday_from = |month, day| {
        let first: NaiveDate = on(month, day)?;
        first.checked_add_days(Days::new(u64::from((7 - first.weekday().num_days_from_monday()) % 7)))
    };
    let easter = easter_sunday(year);
    // A holiday on a weekend moves to the next day that is none.
    let (christmas, boxing) = match on(12, 25).map(|day| day.weekday()) {
        Some(Weekday::Fri) => ((12, 25), (12, 28)),
        Some(Weekday::Sat) => ((12, 27), (12, 28)),
        Some(Weekday::Sun) => ((12, 27), (12, 26)),
        _ => ((12, 25), (12, 26)),
    };
    let new_year = match on(1, 1).map(|day| day.weekday()) {
        Some(Weekday::Sat) => on(1, 3),
        Some(Weekday::Sun) => on(1, 2),
        _ => on(1, 1),
    };
    [
        new_year,
        easter.and_then(|day| day.checked_sub_days(Days::new(2))),
        easter.and_then(|day| day.checked_add_days(Days::new(1))),
        monday_from(5, 1),
        monday_from(5, 25),
        monday_from(8, 25),
        on(christmas.0, christmas.1),
        on(boxing.0, boxing.1),
    ]
}

/// Easter Sunday of the Gregorian calendar (the "anonymous" computus, Nature 1876).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_is_what_the_law_says_and_has_no_gap() {
        for (year, listed) in TABLE {
            let mut ruled: Vec<_> = by_rule(year).into_iter().flatten().map(|day| (day.month(), day.day())).collect();
            ruled.sort_unstable();
            assert_eq!(ruled, listed, "{year}");
        }
        assert_eq!(TABLE.iter().map(|(year, _)| *year).collect::<Vec<_>>(), (2025..=LISTED_UNTIL).collect::<Vec<_>>());
    }

    #[test]
    fn two_working_days_skip_weekends_and_bank_holidays() {
        for (from, second) in [
            // An ordinary week.
            ("2026-11-23", "2026-11-25"),
            // Thursday and Friday.
            ("2026-11-19", "2026-11-23"),
            ("2026-11-20", "2026-11-24"),
            // A weekend starts the clock on Monday.
            ("2026-11-21", "2026-11-24"),
            // Maundy Thursday: Friday and Monday are holidays.
            ("2026-04-02", "2026-04-08"),
            // Christmas Eve 2026: Friday and the Monday after are holidays.
            ("2026-12-24", "2026-12-30"),
            ("2026-12-31", "2027-01-05"),
            // Beyond the table the law's days hold.
            ("2031-04-10", "2031-04-16"),
        ] {
            assert_eq!(working_days_after(day(from), 2), day(second), "after {from}");
        }
    }

    #[test]
    fn it_is_due_at_the_end_of_the_london_day() {
        assert_eq!(due_within(day("2026-11-20"), 2).to_rfc3339(), "2026-11-25T00:00:00+00:00");
        assert_eq!(due_within(day("2026-11-20"), 0).to_rfc3339(), "2026-11-21T00:00:00+00:00");
        assert_eq!(due_within(day("2026-11-21"), 0).to_rfc3339(), "2026-11-24T00:00:00+00:00");
        assert_eq!(due_within(day("2026-06-26"), 2).to_rfc3339(), "2026-06-30T23:00:00+00:00");
    }
}
