//! The counts behind every figure: one definition for practice and ICB, screen and file.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::OdsCode;
use storage::{ConnectionTrait, StoreError, active_days, progress, rollups};

use crate::events::tally;

/// Counts of one practice, or of several added up. Definitions stand in `domain::metrics`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) eligible: i64,
    pub(super) invited: i64,
    pub(super) registered: i64,
    /// Registered at least 28 days ago.
    pub(super) registered_28: i64,
    /// Of those, activated.
    pub(super) activated_28: i64,
    pub(super) covered: i64,
    pub(super) active_week: i64,
    pub(super) active_today: i64,
    pub(super) readings_today: i64,
    pub(super) red_today: i64,
}

impl Counts {
    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            eligible: self.eligible + other.eligible,
            invited: self.invited + other.invited,
            registered: self.registered + other.registered,
            registered_28: self.registered_28 + other.registered_28,
            activated_28: self.activated_28 + other.activated_28,
            covered: self.covered + other.covered,
            active_week: self.active_week + other.active_week,
            active_today: self.active_today + other.active_today,
            readings_today: self.readings_today + other.readings_today,
            red_today: self.red_today + other.red_today,
        }
    }
}

/// Counts of each practice as of today, in the order asked for.
pub(super) async fn count(
    conn: &impl ConnectionTrait,
    practices: &[OdsCode],
    today: NaiveDate,
) -> Result<Vec<Counts>, StoreError> {
    let week = today.checked_sub_days(Days::new(6)).unwrap_or(today);
    let progress = progress::counts(conn, practices, today).await?;
    let active_week = active_days::people(conn, practices, week, today).await?;
    let active_today = active_days::people(conn, practices, today, today).await?;
    let readings = rollups::per_organisation(conn, practices, tally::READING_PEOPLE, today, today).await?;
    let red = rollups::per_organisation(conn, practices, tally::RED_PEOPLE, today, today).await?;
    let people =
        |found: &BTreeMap<OdsCode, u64>, code| found.get(code).map_or(0, |n| i64::try_from(*n).unwrap_or(i64::MAX));
    let counted = practices.iter().map(|code| {
        let of = progress.get(code).copied().unwrap_or_default();
        Counts {
            eligible: of.eligible,
            invited: of.invited,
            registered: of.registered,
            registered_28: of.registered_28,
            activated_28: of.activated_28,
            covered: of.covered,
            active_week: people(&active_week, code),
            active_today: people(&active_today, code),
            readings_today: readings.get(code).copied().unwrap_or(0),
            red_today: red.get(code).copied().unwrap_or(0),
        }
    });
    Ok(counted.collect())
}

/// Days of the small lines on the tiles.
const LINE_DAYS: u64 = 30;
/// Days of the line of active people.
const ACTIVE_DAYS: u64 = 14;

/// What the small lines need of one organisation.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// Registered so far, by day, oldest first.
    pub(super) registered: Vec<i64>,
    /// Plans signed so far.
    pub(super) signed: Vec<i64>,
    /// Activated so far.
    pub(super) activated: Vec<i64>,
    /// People active each day.
    pub(super) active: Vec<i64>,
}

pub(super) async fn lines(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    today: NaiveDate,
) -> Result<Lines, StoreError> {
    let back = |days: u64| today.checked_sub_days(Days::new(days - 1)).unwrap_or(today);
    let mut so_far = Vec::with_capacity(3);
    for counter in [tally::REGISTERED, tally::PLANS_SIGNED, tally::ACTIVATED] {
        let days = rollups::series(conn, organisation, counter, beginning(), today).await?;
        so_far.push(added_up(&days, back(LINE_DAYS), today));
    }
    let active = rollups::series(conn, organisation, tally::ACTIVE_PEOPLE, back(ACTIVE_DAYS), today).await?;
    let active: BTreeMap<NaiveDate, i64> = active.into_iter().collect();
    let days = back(ACTIVE_DAYS).iter_days().take_while(|day| *day <= today);
    let mut so_far = so_far.into_iter();
    let mut next = || so_far.next().unwrap_or_default();
    Ok(Lines {
        registered: next(),
        signed: next(),
        activated: next(),
        active: days.map(|day| active.get(&day).copied().unwrap_or(0)).collect(),
    })
}

/// Before anything was counted.
fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

fn added_up(days: &[(NaiveDate, i64)], from: NaiveDate, to: NaiveDate) -> Vec<i64> {
    let mut sum: i64 = days.iter().filter(|(day, _)| *day < from).map(|(_, n)| n).sum();
    let by_day: BTreeMap<NaiveDate, i64> = days.iter().copied().collect();
    from.iter_days()
        .take_while(|day| *day <= to)
        .map(|day| {
            sum += by_day.get(&day).copied().unwrap_or(0);
            sum
        })
        .collect()
}
