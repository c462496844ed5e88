//! The counts behind every figure: one definition for practice and ICB, screen and file.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::OdsCode;
use domain::consent::RecruitmentSource;
use domain::figures::{self as counter, Counter, Dimension, Group};
use storage::{ConnectionTrait, StoreError, counters};

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
    let now = counters::until(conn, practices, Group::All, today).await?;
    let long_registered = counters::until(conn, practices, Group::All, back(today, ACTIVATION_DAYS)).await?;
    let day = counters::between(conn, practices, Group::All, today, today).await?;
    let of = |found: &BTreeMap<OdsCode, counter::Counts>, code, counter| {
        found.get(code).map_or(0, |counts| counts.of(counter))
    };
    let counted = practices.iter().map(|code| Counts {
        eligible: of(&now, code, Counter::Eligible),
        invited: of(&now, code, Counter::Invited),
        registered: of(&now, code, Counter::Registered),
        registered_28: of(&long_registered, code, Counter::Cohort),
        activated_28: of(&long_registered, code, Counter::CohortActivated),
        covered: of(&now, code, Counter::Covered),
        active_week: of(&now, code, Counter::ActiveSeven),
        active_today: of(&day, code, Counter::ActivePeople),
        readings_today: of(&day, code, Counter::ReadingPeople),
        red_today: of(&day, code, Counter::RedPeople),
    });
    Ok(counted.collect())
}

/// Days after registering within which a person can be activated.
const ACTIVATION_DAYS: u64 = 28;
/// Days of the small lines on the tiles.
const LINE_DAYS: u64 = 30;
/// Days of the line of active people.
const ACTIVE_DAYS: u64 = 14;

/// What the small lines need of one organisation, by day, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// Registered at the end of the day.
    pub(super) registered: Vec<i64>,
    /// Plans signed so far.
    pub(super) signed: Vec<i64>,
    /// Of those registered at least 28 days before, activated.
    pub(super) activated: Vec<i64>,
    /// People active each day.
    pub(super) active: Vec<i64>,
}

pub(super) async fn lines(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    today: NaiveDate,
) -> Result<Lines, StoreError> {
    let recent = LastDays::until(conn, organisation, today).await?;
    let earlier = LastDays::until(conn, organisation, back(today, ACTIVATION_DAYS)).await?;
    Ok(Lines {
        registered: recent.so_far(Counter::Registered),
        signed: recent.so_far(Counter::PlanSigned),
        activated: earlier.so_far(Counter::CohortActivated),
        active: recent.each_day(Counter::ActivePeople, ACTIVE_DAYS),
    })
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// The last days of an organisation, and what there was before them.
struct LastDays {
    last: NaiveDate,
    before: counter::Counts,
    days: BTreeMap<NaiveDate, counter::Counts>,
}

impl LastDays {
    async fn until(conn: &impl ConnectionTrait, organisation: &OdsCode, last: NaiveDate) -> Result<Self, StoreError> {
        let first = back(last, LINE_DAYS - 1);
        let before = counters::until(conn, std::slice::from_ref(organisation), Group::All, back(first, 1)).await?;
        let days = counters::days(conn, organisation, first, last).await?;
        Ok(Self { last, before: before.get(organisation).copied().unwrap_or_default(), days })
    }

    fn each_day(&self, counter: Counter, days: u64) -> Vec<i64> {
        let days = back(self.last, days - 1).iter_days().take_while(|day| *day <= self.last);
        days.map(|day| self.days.get(&day).map_or(0, |counts| counts.of(counter))).collect()
    }

    fn so_far(&self, counter: Counter) -> Vec<i64> {
        let mut sum = self.before.of(counter);
        let mut add = |more: i64| {
            sum += more;
            sum
        };
        self.each_day(counter, LINE_DAYS).into_iter().map(&mut add).collect()
    }
}

/// How the people of a practice heard of the passport, by the first registration.
pub(super) async fn sources(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    today: NaiveDate,
) -> Result<BTreeMap<RecruitmentSource, i64>, StoreError> {
    let groups = counters::groups_until(conn, practice, today).await?;
    let found = groups.into_iter().filter_map(|(group, counts)| match group {
        Group::Of(Dimension::Source, word) => Some((RecruitmentSource::parse(word)?, counts.of(Counter::Cohort))),
        _ => None,
    });
    Ok(found.collect())
}
