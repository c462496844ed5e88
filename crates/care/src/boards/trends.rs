//! Small lines: what stood at the end of each day, or of each week of a long range.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::board::Trend;
use domain::figures::{Counter, Counts, Group};
use domain::metrics::Metric;
use domain::{OdsCode, suppress};
use storage::{ConnectionTrait, StoreError, counters};

use super::sums::back;

/// Days after which a person counts as activated or not.
const ACTIVATION_DAYS: u64 = 28;
/// Ranges longer than this are drawn by the week.
const LONG: i64 = 90;

/// The lines of the big numbers from `first` to `last`.
pub(super) async fn trends(
    conn: &impl ConnectionTrait,
    parts: &[OdsCode],
    (first, last): (NaiveDate, NaiveDate),
    exact: bool,
) -> Result<Vec<Trend>, StoreError> {
    let now = Standing::read(conn, parts, first, last).await?;
    let earlier = Standing::read(conn, parts, back(first, ACTIVATION_DAYS), back(last, ACTIVATION_DAYS)).await?;
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    let every = if (last - first).num_days() > LONG { 7 } else { 1 };
    let line = |metric, standing: &Standing, counter| {
        let counts = standing.at_each_end(counter);
        let points = days.iter().copied().zip(counts);
        // Counted back from the last day, so that the line ends where the big number stands.
        let kept = points.rev().step_by(every).collect::<Vec<_>>().into_iter().rev();
        let told =
            |count: i64| if exact { count } else { suppress::shown(suppress::closed(count)).count().unwrap_or(0) };
        Trend { metric, days: kept.map(|(day, count)| (day, told(count))).collect() }
    };
    Ok(vec![
        line(Metric::Registered, &now, Counter::Registered),
        line(Metric::PlanCoverage, &now, Counter::Covered),
        line(Metric::Activated, &earlier, Counter::CohortActivated),
        line(Metric::ActiveWeek, &now, Counter::ActiveSeven),
    ])
}

/// What stood before some days, and what changed on each of them.
struct Standing {
    before: Counts,
    days: BTreeMap<NaiveDate, Counts>,
    first: NaiveDate,
    last: NaiveDate,
}

impl Standing {
    async fn read(
        conn: &impl ConnectionTrait,
        parts: &[OdsCode],
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Self, StoreError> {
        let found = counters::until(conn, parts, Group::All, back(first, 1)).await?;
        let before = found.values().fold(Counts::default(), |sum, counts| sum.plus(counts));
        let mut days: BTreeMap<NaiveDate, Counts> = BTreeMap::new();
        for part in parts {
            for (day, counts) in counters::days(conn, part, first, last).await? {
                let sum = days.entry(day).or_default();
                *sum = sum.plus(&counts);
            }
        }
        Ok(Self { before, days, first, last })
    }

    fn at_each_end(&self, counter: Counter) -> Vec<i64> {
        let mut sum = self.before.of(counter);
        let days = self.first.iter_days().take_while(|day| *day <= self.last);
        days.map(|day| {
            sum += self.days.get(&day).map_or(0, |counts| counts.of(counter));
            sum
        })
        .collect()
    }
}
