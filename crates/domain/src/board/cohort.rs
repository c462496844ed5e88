//! People by the month in which they registered.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::metrics::Shown;

/// People who registered in one month, and who of them was there some days later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// First day of the month.
    pub month: NaiveDate,
    /// Registered for the first time in it.
    pub registered: Shown,
    /// Activated within 28 days.
    pub activated: Kept,
    /// There on or after day 7.
    pub day_seven: Kept,
    /// There on or after day 30.
    pub day_thirty: Kept,
}

/// What is known of a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// So many of those who registered.
    Of(Shown),
    /// The day has not come for everybody who registered.
    NotYet,
}

impl Kept {
    /// Of those who registered up to `last`, after so many days.
    pub fn after(days: u64, last: NaiveDate, today: NaiveDate, count: Shown) -> Self {
        let come = last.checked_add_days(Days::new(days)).is_some_and(|day| day <= today);
        if come { Self::Of(count) } else { Self::NotYet }
    }

    /// In files.
    pub fn text(self) -> String {
        match self {
            Self::Of(count) => count.text(),
            Self::NotYet => "not yet".into(),
        }
    }
}

/// The last `months` months up to that of `today`, each with its first and last day, the oldest first.
pub fn cohort_months(months: u32, today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let first = today.with_day(1).unwrap_or(today);
    let month = |back: u32| {
        let first = first.checked_sub_months(Months::new(back))?;
        Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?.min(today)))
    };
    (0..months).rev().filter_map(month).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_end_where_they_end_and_the_last_today() {
        assert_eq!(
            cohort_months(3, day("2028-03-31")),
            [
                (day("2028-01-01"), day("2028-01-31")),
                (day("2028-02-01"), day("2028-02-29")),
                (day("2028-03-01"), day("2028-03-31"))
            ]
        );
        assert_eq!(cohort_months(1, day("2026-11-23")), [(day("2026-11-01"), day("2026-11-23"))]);
    }

    #[test]
    fn a_day_counts_once_it_has_come_for_the_last_of_the_month() {
        let (last, count) = (day("2026-10-31"), Shown::Count(9));
        assert_eq!(Kept::after(30, last, day("2026-11-29"), count), Kept::NotYet);
        assert_eq!(Kept::after(30, last, day("2026-11-30"), count), Kept::Of(count));
    }
}
