//! The figures of an organisation at the end of a day, made of its counters. Screens, files, the API and the command line
//! all ask here.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::counter::{Counter, Counts};
use crate::metrics::{Metric, Unit, per_cent};

/// A figure as it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Which.
    pub metric: Metric,
    /// Its count.
    pub count: i64,
    /// Of what, where it is a part of something.
    pub of: Option<i64>,
}

/// The sums of an organisation's counters that its figures on a day are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Up to the end of the day.
    pub until: Counts,
    /// Up to 7 days before.
    pub until_seven_before: Counts,
    /// Up to 28 days before.
    pub until_month_before: Counts,
    /// Up to 30 days before.
    pub until_thirty_before: Counts,
    /// On the day.
    pub day: Counts,
    /// On the last 28 days.
    pub month: Counts,
    /// On the last 365 days.
    pub year: Counts,
    /// Days that people were registered in the last 365.
    pub person_days: i64,
}

impl Sums {
    /// Both together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            until: self.until.plus(&other.until),
            until_seven_before: self.until_seven_before.plus(&other.until_seven_before),
            until_month_before: self.until_month_before.plus(&other.until_month_before),
            until_thirty_before: self.until_thirty_before.plus(&other.until_thirty_before),
            day: self.day.plus(&other.day),
            month: self.month.plus(&other.month),
            year: self.year.plus(&other.year),
            person_days: self.person_days + other.person_days,
        }
    }
}

/// Days of a month of figures: four weeks, so that every month has the same weekdays.
pub const MONTH: u64 = 28;
/// Days of a year of figures.
pub const YEAR: u64 = 365;

/// From this day on the figures of `day` no longer rise: what comes later is late.
pub fn frozen_from(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(8)).unwrap_or(NaiveDate::MAX)
}

/// Every figure that is made of counters.
pub fn figures(sums: &Sums) -> Vec<Figure> {
    let now = |counter| sums.until.of(counter);
    let month = |counter| sums.month.of(counter);
    let registered = Some(now(Counter::Registered));
    let part = |metric, count, of| Figure { metric, count, of };
    let eligible = Some(now(Counter::Eligible));
    let active_month = now(Counter::ActiveTwentyEight);
    let (long, week, thirty) = (&sums.until_month_before, &sums.until_seven_before, &sums.until_thirty_before);
    vec![
        part(Metric::Eligible, now(Counter::Eligible), None),
        part(Metric::Invited, now(Counter::Invited), eligible),
        part(Metric::Registered, now(Counter::Registered), eligible),
        part(Metric::Activated, long.of(Counter::CohortActivated), Some(long.of(Counter::Cohort))),
        part(Metric::PlanCoverage, now(Counter::Covered), registered),
        part(Metric::ActiveToday, sums.day.of(Counter::ActivePeople), registered),
        part(Metric::ActiveWeek, now(Counter::ActiveSeven), registered),
        part(Metric::ReadingsToday, sums.day.of(Counter::ReadingPeople), registered),
        part(Metric::PlansSigned, month(Counter::PlanSigned), None),
        part(Metric::PlanSeen, now(Counter::PlanSeen), Some(now(Counter::Planned))),
        part(Metric::ActiveMonth, active_month, registered),
        part(Metric::Stickiness, month(Counter::ActivePeople), Some(active_month * MONTH.cast_signed())),
        part(Metric::RetainedSeven, week.of(Counter::CohortDaySeven), Some(week.of(Counter::Cohort))),
        part(Metric::RetainedThirty, thirty.of(Counter::CohortDayThirty), Some(thirty.of(Counter::Cohort))),
        part(Metric::EmergencyOpened, month(Counter::EmergencyOpened), None),
        part(Metric::Attacks, month(Counter::AttackLogged), None),
        part(Metric::HospitalVisits, month(Counter::HospitalLogged), None),
        part(Metric::HospitalRate, sums.year.of(Counter::HospitalLogged), Some(sums.person_days)),
    ]
}

impl Figure {
    /// The share or rate that it is, in words; `None` for a plain count.
    pub fn rate(&self) -> Option<String> {
        let of = self.of?;
        match self.metric.unit() {
            Unit::PerHundredYears => Some(per_hundred_years(self.count, of)),
            _ => Some(per_cent(self.count, of)),
        }
    }
}

/// Events for each 100 years, one decimal, half up; "n/a" when nobody was registered.
pub(super) fn per_hundred_years(events: i64, days: i64) -> String {
    if days <= 0 {
        return "n/a".into();
    }
    // 100 years of 365.25 days, in tenths.
    let tenths = (events * 365_250 * 2 + days) / (days * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_but_the_time_to_sign_is_made_of_counters() {
        let made: Vec<Metric> = figures(&Sums::default()).into_iter().map(|figure| figure.metric).collect();
        let all = Metric::ALL.into_iter().filter(|metric| *metric != Metric::TimeToSign);
        assert_eq!(made, all.collect::<Vec<_>>());
        assert_eq!(figures(&Sums::default())[1].rate().as_deref(), Some("n/a"));
    }

    #[test]
    fn a_rate_is_of_a_hundred_years() {
        for (events, days, text) in
            [(0, 0, "n/a"), (0, 10, "0.0"), (1, 36_525, "1.0"), (3, 365, "300.2"), (1, 730_500, "0.1")]
        {
            assert_eq!(per_hundred_years(events, days), text, "{events} in {days}");
        }
    }
}
