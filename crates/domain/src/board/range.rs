//! The days a board is asked for.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// So many days up to a day. It stands in the address of the board, so that it can be kept and sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    /// How many: one of [`Range::DAYS`].
    pub days: u16,
    /// The last of them; `None` for today and on.
    pub until: Option<NaiveDate>,
}

/// Why a range cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeProblem {
    /// Not one of the numbers of days.
    #[error("There is no such number of days. Choose 7, 28, 90 or 365.")]
    Days,
    /// Not a day.
    #[error("This is not a date. Write it as year, month and day, such as 2026-11-23.")]
    Until,
    /// A day to come.
    #[error("This day has not come yet. Choose today or a day before.")]
    Future,
}

impl Default for Range {
    fn default() -> Self {
        Self { days: 28, until: None }
    }
}

impl Range {
    /// How many days may be asked for.
    pub const DAYS: [u16; 4] = [7, 28, 90, 365];

    /// Reads the words of an address; what is left out is four weeks up to today.
    ///
    /// # Errors
    /// What cannot be read, or a day to come.
    pub fn read(days: Option<&str>, until: Option<&str>, today: NaiveDate) -> Result<Self, RangeProblem> {
        let days = match days.filter(|text| !text.is_empty()) {
            None => Self::default().days,
            Some(text) => text.parse().ok().filter(|days| Self::DAYS.contains(days)).ok_or(RangeProblem::Days)?,
        };
        let until = match until.filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => Some(text.parse::<NaiveDate>().map_err(|_| RangeProblem::Until)?),
        };
        if until.is_some_and(|until| until > today) {
            return Err(RangeProblem::Future);
        }
        // Today is not over: it moves by itself.
        Ok(Self { days, until: until.filter(|until| *until < today) })
    }

    /// The last day.
    pub fn last(self, today: NaiveDate) -> NaiveDate {
        self.until.unwrap_or(today)
    }

    /// The first day.
    pub fn first(self, today: NaiveDate) -> NaiveDate {
        back(self.last(today), u64::from(self.days) - 1)
    }

    /// As many days before it: the first and the last.
    pub fn before(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let first = self.first(today);
        (back(first, u64::from(self.days)), back(first, 1))
    }

    /// Behind an address: "" or "?days=90&until=2026-11-01".
    pub fn query(self) -> String {
        let days = (self.days != Self::default().days).then(|| format!("days={}", self.days));
        let until = self.until.map(|until| format!("until={until}"));
        let parts: Vec<String> = days.into_iter().chain(until).collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_says_which_days() {
        let today = day("2026-11-23");
        for (days, until, found) in [
            (None, None, Ok(Range { days: 28, until: None })),
            (Some(""), Some(""), Ok(Range { days: 28, until: None })),
            (Some("365"), Some("2024-02-29"), Ok(Range { days: 365, until: Some(day("2024-02-29")) })),
            (Some("7"), Some("2026-11-23"), Ok(Range { days: 7, until: None })),
            (Some("30"), None, Err(RangeProblem::Days)),
            (Some("-7"), None, Err(RangeProblem::Days)),
            (None, Some("2025-02-29"), Err(RangeProblem::Until)),
            (None, Some("yesterday"), Err(RangeProblem::Until)),
            (None, Some("2026-11-24"), Err(RangeProblem::Future)),
        ] {
            assert_eq!(Range::read(days, until, today), found, "{days:?} {until:?}");
        }
    }

    #[test]
    fn a_range_has_as_many_days_before_it() {
        let today = day("2026-03-31");
        let range = Range { days: 28, until: None };
        assert_eq!((range.first(today), range.last(today)), (day("2026-03-04"), today));
        assert_eq!(range.before(today), (day("2026-02-04"), day("2026-03-03")));
        assert_eq!(range.query(), "");
        assert_eq!(Range { days: 7, until: Some(today) }.query(), "?days=7&until=2026-03-31");
        // The days on which the clocks change have one date like any other.
        let clocks = Range { days: 7, until: Some(day("2026-10-25")) };
        assert_eq!(clocks.first(today), day("2026-10-19"));
    }
}
