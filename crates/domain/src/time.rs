//! Time as the clinic counts it: kept in UTC, shown and counted in Europe/London.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Europe::London;

/// Source of the present moment, an argument so that a test can stand still.
pub trait Clock: Send + Sync {
    /// The present moment, UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// The calendar day in London at a moment.
pub fn london_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&London).date_naive()
}

/// The moment at which a day begins in London. Clocks change at one in the morning there, so every day has one.
pub fn london_midnight(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight.and_local_timezone(London).earliest().map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

/// The moment at which clocks in London show `time` on `day`. In the hour that comes twice in autumn it is the first of
/// the two; a time that spring leaves out is the moment at which the clocks jump over it, one in the morning UTC.
pub fn london_moment(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let jump = day.and_time(NaiveTime::from_hms_opt(1, 0, 0).unwrap_or_default()).and_utc();
    day.and_time(time).and_local_timezone(London).earliest().map_or(jump, |local| local.with_timezone(&Utc))
}

/// The time that clocks in London show at a moment.
pub fn london_clock(at: DateTime<Utc>) -> NaiveTime {
    at.with_timezone(&London).time()
}

/// An hour of a day in London; the first of two where clocks go back, the next there is where they go forward.
pub fn london_time(day: NaiveDate, hour: u32) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::from_hms_opt(hour.min(23), 0, 0).unwrap_or_default());
    let moment = local.and_local_timezone(London).earliest();
    moment.map_or_else(|| local.and_utc(), |local| local.with_timezone(&Utc))
}

/// "6 August 2026".
pub fn say_date(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// "Sunday 22 November".
pub fn say_weekday(day: NaiveDate) -> String {
    format!("{} {} {}", weekday_name(day), day.day(), month_name(day.month()))
}

/// "5pm", "5:30pm", "midday", "midnight", in London.
pub fn say_time(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&London);
    match (local.hour(), local.minute()) {
        (0, 0) => "midnight".into(),
        (12, 0) => "midday".into(),
        (_, minute) => {
            let (afternoon, hour) = local.hour12();
            let half = if afternoon { "pm" } else { "am" };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    }
}

/// "10:42:07am", for "last change" on live boards.
pub fn say_time_with_seconds(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&London);
    let (afternoon, hour) = local.hour12();
    format!("{hour}:{:02}:{:02}{}", local.minute(), local.second(), if afternoon { "pm" } else { "am" })
}

/// "6 August 2026 at 5:30pm".
pub fn say_date_time(at: DateTime<Utc>) -> String {
    format!("{} at {}", say_date(london_day(at)), say_time(at))
}

/// `day` moved by whole months, staying on the last day of a shorter month.
pub fn add_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(chrono::Months::new(months)).unwrap_or(day)
}

fn month_name(month: u32) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

fn weekday_name(day: NaiveDate) -> &'static str {
    match day.weekday() {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}

/// Reads an ISO date or dd/mm/yyyy (also d/m/yyyy, and with hyphens or dots). `None` when it is not a real day.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str, longest: usize| {
        let plain = !part.is_empty() && part.len() <= longest && part.bytes().all(|x| x.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(year, 4)?).ok()?, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at(y: i32, mo: u32, d: u32, h: u32, mi: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(y, mo, d, h, mi, 0).single().unwrap_or_default()
    }

    #[test]
    fn the_london_day_follows_the_clock_change() {
        for (moment, day) in [
            (at(2026, 6, 30, 23, 30), "2026-07-01"),
            (at(2026, 1, 31, 23, 30), "2026-01-31"),
            (at(2026, 3, 29, 0, 59), "2026-03-29"),
            (at(2026, 10, 24, 23, 30), "2026-10-25"),
            (at(2026, 10, 25, 23, 30), "2026-10-25"),
        ] {
            assert_eq!(london_day(moment).to_string(), day);
        }
    }

    #[test]
    fn a_time_of_the_clock_is_one_moment_also_on_the_days_the_clocks_change() {
        for (day, time, moment) in [
            ("2026-01-10", "08:00", at(2026, 1, 10, 8, 0)),
            ("2026-07-10", "08:00", at(2026, 7, 10, 7, 0)),
            // Spring: the clocks go from 1am to 2am, and 1:30am is never shown.
            ("2026-03-29", "00:30", at(2026, 3, 29, 0, 30)),
            ("2026-03-29", "01:30", at(2026, 3, 29, 1, 0)),
            ("2026-03-29", "02:00", at(2026, 3, 29, 1, 0)),
            ("2026-03-29", "08:00", at(2026, 3, 29, 7, 0)),
            // Autumn: 1:30am comes twice, and the first one counts.
            ("2026-10-25", "01:30", at(2026, 10, 25, 0, 30)),
            ("2026-10-25", "02:00", at(2026, 10, 25, 2, 0)),
            ("2026-10-25", "08:00", at(2026, 10, 25, 8, 0)),
        ] {
            let (day, time) = (read_date(day).unwrap_or_default(), time.parse().unwrap_or_default());
            assert_eq!(london_moment(day, time), moment, "{day} {time}");
        }
    }

    #[test]
    fn times_as_the_nhs_writes_them() {
        for (moment, said) in [
            (at(2026, 1, 1, 17, 0), "5pm"),
            (at(2026, 7, 1, 16, 30), "5:30pm"),
            (at(2026, 1, 1, 12, 0), "midday"),
            (at(2026, 1, 1, 0, 0), "midnight"),
            (at(2026, 1, 1, 0, 5), "12:05am"),
        ] {
            assert_eq!(say_time(moment), said);
        }
        assert_eq!(say_date_time(at(2026, 8, 6, 9, 42)), "6 August 2026 at 10:42am");
    }

    #[test]
    fn dates_in_both_orders_and_only_real_ones() {
        for (text, expected) in [
            ("2017-03-03", Some("2017-03-03")),
            ("3/3/2017", Some("2017-03-03")),
            ("03-11-2017", Some("2017-11-03")),
            ("29/02/2023", None),
            ("29/02/2024", Some("2024-02-29")),
            ("2017/3/3x", None),
            ("03/03/17", None),
            ("", None),
        ] {
            assert_eq!(read_date(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }
}
