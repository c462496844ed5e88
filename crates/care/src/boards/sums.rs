//! The sums of counters that figures on a day are made of.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::OdsCode;
use domain::figures::{Counter, Counts, Group, MONTH, Sums, YEAR};
use domain::{Organisation, OrganisationKind};
use storage::{ConnectionTrait, StoreError, counters, organisations};

/// The organisations whose counters add up to those of this one: itself, or the practices of a PCN.
pub(super) async fn parts_of(
    conn: &impl ConnectionTrait,
    organisation: &Organisation,
) -> Result<Vec<OdsCode>, StoreError> {
    Ok(match organisation.kind {
        OrganisationKind::Pcn => {
            let practices = organisations::children(conn, &organisation.code).await?;
            practices.into_iter().map(|practice| practice.code).collect()
        }
        _ => vec![organisation.code.clone()],
    })
}

/// The sums of these parts together at the end of `day`.
pub(super) async fn sum_of(conn: &impl ConnectionTrait, parts: &[OdsCode], day: NaiveDate) -> Result<Sums, StoreError> {
    let sums = sums(conn, parts, day).await?;
    Ok(sums.into_iter().reduce(|one, other| one.plus(&other)).unwrap_or_default())
}

/// Counters that figures are made of; the others are kept to be looked at by day.
const COUNTERS: [Counter; 18] = [
    Counter::Eligible,
    Counter::Invited,
    Counter::Registered,
    Counter::Planned,
    Counter::PlanSeen,
    Counter::Covered,
    Counter::ActiveSeven,
    Counter::ActiveTwentyEight,
    Counter::Cohort,
    Counter::CohortActivated,
    Counter::CohortDaySeven,
    Counter::CohortDayThirty,
    Counter::ActivePeople,
    Counter::ReadingPeople,
    Counter::PlanSigned,
    Counter::EmergencyOpened,
    Counter::AttackLogged,
    Counter::HospitalLogged,
];

/// The sums of each organisation at the end of `day`, in the order asked for, of the counters that figures are made of.
pub(super) async fn sums(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    day: NaiveDate,
) -> Result<Vec<Sums>, StoreError> {
    let ends = [YEAR, 30, MONTH, 7, 1, 0].map(|days| back(day, days));
    let found = counters::until_each(conn, organisations, Group::All, &COUNTERS, &ends).await?;
    let changes = counters::registered_days(conn, organisations, back(day, YEAR - 1), day).await?;
    Ok(organisations.iter().map(|code| of_one(code, &found, &changes)).collect())
}

fn of_one(code: &OdsCode, found: &BTreeMap<OdsCode, Vec<Counts>>, changes: &BTreeMap<OdsCode, i64>) -> Sums {
    let Some([year, thirty, month, week, yesterday, now]) = found.get(code).map(Vec::as_slice) else {
        return Sums::default();
    };
    // Whoever was registered before stays so for every day, and each change counts from its day on.
    let stayed = year.of(Counter::Registered) * YEAR.cast_signed();
    Sums {
        until: *now,
        until_seven_before: *week,
        until_month_before: *month,
        until_thirty_before: *thirty,
        day: now.minus(yesterday),
        month: now.minus(month),
        year: now.minus(year),
        person_days: stayed + changes.get(code).copied().unwrap_or(0),
    }
}

pub(super) fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_the_difference_of_what_stood() {
        let counts = |registered, active| {
            let mut counts = Counts::default();
            counts.add(Counter::Registered, registered);
            counts.add(Counter::ActivePeople, active);
            counts
        };
        let code = OdsCode::parse("A81001").unwrap_or_else(|_| unreachable!());
        let ends = vec![counts(2, 100), counts(3, 300), counts(3, 310), counts(5, 350), counts(5, 359), counts(6, 363)];
        let sums = of_one(&code, &[(code.clone(), ends)].into(), &[(code.clone(), 40)].into());
        assert_eq!(sums.until.of(Counter::Registered), 6);
        assert_eq!(sums.until_thirty_before.of(Counter::Registered), 3);
        assert_eq!([sums.day, sums.month, sums.year].map(|counts| counts.of(Counter::ActivePeople)), [4, 53, 263]);
        assert_eq!(sums.person_days, 2 * 365 + 40);
        assert_eq!(of_one(&code, &BTreeMap::new(), &BTreeMap::new()), Sums::default());
    }
}
