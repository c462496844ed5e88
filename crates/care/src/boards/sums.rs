//! The sums of counters that figures on a day are made of.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::OdsCode;
use domain::figures::{Counter, Counts, Group, MONTH, Sums, YEAR};
use storage::{ConnectionTrait, StoreError, counters};

/// The sums of each organisation at the end of `day`, in the order asked for.
pub(super) async fn sums(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    day: NaiveDate,
) -> Result<Vec<Sums>, StoreError> {
    let until = async |before: u64| counters::until(conn, organisations, Group::All, back(day, before)).await;
    let between = async |days: u64| counters::between(conn, organisations, Group::All, back(day, days - 1), day).await;
    let (now, week, month_before, thirty) = (until(0).await?, until(7).await?, until(MONTH).await?, until(30).await?);
    let (today, month, year) = (between(1).await?, between(MONTH).await?, between(YEAR).await?);
    let year_before = until(YEAR).await?;
    let mut sums = Vec::with_capacity(organisations.len());
    for code in organisations {
        let of = |found: &BTreeMap<OdsCode, Counts>| found.get(code).copied().unwrap_or_default();
        let days = counters::days(conn, code, back(day, YEAR - 1), day).await?;
        sums.push(Sums {
            until: of(&now),
            until_seven_before: of(&week),
            until_month_before: of(&month_before),
            until_thirty_before: of(&thirty),
            day: of(&today),
            month: of(&month),
            year: of(&year),
            person_days: person_days(of(&year_before).of(Counter::Registered), &days, day),
        });
    }
    Ok(sums)
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// Whoever was registered before stays so for every day, and each change counts from its day on.
fn person_days(before: i64, days: &BTreeMap<NaiveDate, Counts>, last: NaiveDate) -> i64 {
    let changes = days.iter().map(|(day, counts)| counts.of(Counter::Registered) * ((last - *day).num_days() + 1));
    before * YEAR.cast_signed() + changes.sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_of_being_registered_counts_once() {
        let last = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        let mut change = |by| {
            let mut counts = Counts::default();
            counts.add(Counter::Registered, by);
            counts
        };
        assert_eq!(person_days(2, &BTreeMap::new(), last), 730);
        let days = BTreeMap::from([(last, change(1)), (back(last, 9), change(3)), (back(last, 4), change(-1))]);
        assert_eq!(person_days(0, &days, last), 1 + 30 - 5);
    }
}
