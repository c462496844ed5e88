//! Counts over time: a series moves in steps of seven.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::metrics::K;

/// A value of a series as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The value.
    pub value: i64,
    /// The day since which it stands.
    pub as_at: NaiveDate,
    /// Whether the count of now may be another, by one to six.
    pub held: bool,
}

/// The value to publish after a series of days, the oldest first; nothing for a day on which the cell is hidden. The
/// last may be the count of this moment.
///
/// The first count is published as it is. From then on the value moves by whole sevens, and only when the count is seven
/// away or more. So at each moment at which somebody sees it move, seven people or none lie between this moment and any
/// other such moment; with the exact count at the end of a day, whoever saw the value move at three in the afternoon would
/// know how many came between three and midnight.
pub fn held(days: &[(NaiveDate, Option<i64>)]) -> Option<Held> {
    let mut published: Option<(i64, NaiveDate)> = None;
    let mut now = None;
    for (day, count) in days {
        now = *count;
        let Some(count) = *count else { continue };
        published = match published {
            None => Some((count, *day)),
            Some((value, _)) if (count - value).abs() >= K => Some((value + (count - value) / K * K, *day)),
            stands => stands,
        };
    }
    let (value, as_at) = published?;
    now.map(|count| Held { value, as_at, held: count != value })
}
