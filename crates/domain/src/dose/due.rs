use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{DoseTimes, PlannedDose, Slot, TakenBy, Tick, UNDO_MINUTES, every_day, who_took};
use crate::AccountId;
use crate::plan::PlanContent;
use crate::time::{london_day, london_moment};

/// Hours before its time at which a dose can be ticked.
const EARLY_HOURS: i64 = 4;

/// A plan and the time in which it counted.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    /// Signed.
    pub from: DateTime<Utc>,
    /// Replaced or withdrawn.
    pub until: Option<DateTime<Utc>>,
    /// What it says.
    pub plan: &'a PlanContent,
}

/// One dose of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The London day.
    pub day: NaiveDate,
    /// Its time on that day.
    pub at: DateTime<Utc>,
    /// What the plan says.
    pub dose: PlannedDose,
}

/// Doses of the days `first` to `last`, each by the plan that counted at its time.
pub fn due_between(plans: &[InForce<'_>], times: DoseTimes, first: NaiveDate, last: NaiveDate) -> Vec<Due> {
    let days = first.iter_days().take_while(|day| *day <= last);
    days.flat_map(|day| Slot::ALL.map(|slot| (day, slot)))
        .filter_map(|(day, slot)| {
            let at = london_moment(day, times.of(slot));
            let plan = plans.iter().find(|plan| plan.from <= at && plan.until.is_none_or(|until| at < until))?;
            let dose = every_day(plan.plan).into_iter().find(|dose| dose.slot == slot)?;
            Some(Due { day, at, dose })
        })
        .collect()
}

/// How a dose stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DueState {
    /// Its time is hours away.
    Later,
    /// To take now, or a little early or late.
    Now,
    /// The next one is to take by now: nobody is told to take this one as well, and whoever took it may still say so.
    Passed,
    /// Its day is over and nobody ticked it.
    NotTicked,
    /// Ticked.
    Taken(TakenBy),
    /// Ticked twice, by two people or on two phones.
    TakenTwice(TakenBy, TakenBy),
}

/// How a dose stands for whoever looks.
pub fn state_of(
    due: &Due,
    others: &[Due],
    ticks: &[Tick],
    (me, given_name): (AccountId, &str),
    now: DateTime<Utc>,
) -> DueState {
    let early = TimeDelta::hours(EARLY_HOURS);
    let mut mine = ticks.iter().filter(|tick| tick.day == due.day && tick.slot == due.dose.slot && !tick.undone);
    let told = |tick: &Tick| {
        let own = tick.account == me;
        TakenBy {
            who: who_took(own, tick.relationship, given_name),
            at: tick.taken_at,
            undo: (own && now < tick.received_at + TimeDelta::minutes(UNDO_MINUTES)).then_some(tick.id),
        }
    };
    match (mine.next(), mine.next()) {
        (Some(first), Some(second)) => DueState::TakenTwice(told(first), told(second)),
        (Some(only), None) => DueState::Taken(told(only)),
        _ if now < due.at - early => DueState::Later,
        _ if may_still_tick(due.day, now) && others.iter().any(|next| next.at > due.at && now >= next.at - early) => {
            DueState::Passed
        }
        _ if may_still_tick(due.day, now) => DueState::Now,
        _ => DueState::NotTicked,
    }
}

/// A dose is ticked on its day; a night dose also in the hours after midnight.
pub fn may_still_tick(day: NaiveDate, now: DateTime<Utc>) -> bool {
    london_day(now) == day || london_day(now - TimeDelta::hours(EARLY_HOURS)) == day
}
