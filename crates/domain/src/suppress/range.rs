//! Ranges of days for which a flow may be asked.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::metrics::{K, Shown};

/// A range for which people or acts are counted. There is no range of free choice: from two ranges that overlap,
/// subtraction takes the few who are in one of them alone. For the same reason every range is told in whole sevens
/// ([`Range::told`]): the window of today and that of tomorrow, a month and its weeks, and what was seen live on the
/// evening before differ by a few people, and by nothing that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Range {
    /// A week from Monday to Sunday, once it is over.
    Week(NaiveDate),
    /// A calendar month, once it is over, by its first day.
    Month(NaiveDate),
    /// Seven days up to yesterday.
    LastWeek,
    /// 28 days up to yesterday.
    LastFourWeeks,
}

impl Range {
    /// First and last day, if the range may be asked for today.
    pub fn days(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let back = |days| Some((today.checked_sub_days(Days::new(days))?, today.pred_opt()?));
        match self {
            Self::Week(monday) => {
                let last = monday.checked_add_days(Days::new(6))?;
                (monday.weekday() == Weekday::Mon && last < today).then_some((monday, last))
            }
            Self::Month(first) => {
                let next = first.checked_add_months(Months::new(1))?;
                (first.day() == 1 && next <= today).then_some((first, next.pred_opt()?))
            }
            Self::LastWeek => back(7),
            Self::LastFourWeeks => back(28),
        }
    }

    /// What is told of a cell that may be shown: "at least 21". The cube itself is of exact counts.
    pub fn told(shown: Shown) -> Shown {
        match shown {
            Shown::Count(n) => Shown::Count(n - n % K),
            Shown::Hidden => Shown::Hidden,
        }
    }
}
