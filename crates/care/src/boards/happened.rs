//! What happened in a range of days, and in as many days before it.

use chrono::NaiveDate;
use domain::OdsCode;
use domain::board::{Happened, Happening, Range};
use domain::figures::{Counter, Counts, Group};
use domain::metrics::Shown;
use domain::suppress::{closed, shown};
use storage::{ConnectionTrait, StoreError, counters};

const fn counter(what: Happening) -> Counter {
    match what {
        Happening::Registered => Counter::Cohort,
        Happening::PlansSigned => Counter::PlanSigned,
        Happening::Attacks => Counter::AttackLogged,
        Happening::HospitalVisits => Counter::HospitalLogged,
        Happening::EmergencyOpened => Counter::EmergencyOpened,
        Happening::Left => Counter::Withdrawn,
    }
}

/// Everything that happened. Those who do not work there read of days that are over, rounded down to sevens: two windows
/// that overlap differ by a few people, and by nothing that is told.
pub(super) async fn happened(
    conn: &impl ConnectionTrait,
    parts: &[OdsCode],
    range: Range,
    today: NaiveDate,
    exact: bool,
) -> Result<Vec<Happened>, StoreError> {
    let sum = async |(first, last): (NaiveDate, NaiveDate)| -> Result<Counts, StoreError> {
        let found = counters::between(conn, parts, Group::All, first, last).await?;
        Ok(found.values().fold(Counts::default(), |sum, counts| sum.plus(counts)))
    };
    let now = sum((range.first(today), range.last(today))).await?;
    let before = sum(range.before(today)).await?;
    let told = |count: i64| if exact { Shown::Count(count) } else { shown(closed(count)) };
    Ok(Happening::ALL
        .map(|what| Happened { what, now: told(now.of(counter(what))), before: told(before.of(counter(what))) })
        .to_vec())
}
