//! How events become figures, without a database: used as events arrive, and again from nothing to prove the figures.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use domain::consent::RecruitmentSource;
use domain::time::london_day;
use domain::{EventKind, OdsCode, PatientId};
use storage::activity_events::ActivityEvent;
use storage::progress::Progress;

/// Counter: people first heard of.
pub const ELIGIBLE: &str = "eligible";
/// Counter: people first invited.
pub const INVITED: &str = "invited";
/// Counter: people registered.
pub const REGISTERED: &str = "registered";
/// Counter: people activated.
pub const ACTIVATED: &str = "activated";
/// Counter: people with at least one action of their own that day.
pub const ACTIVE_PEOPLE: &str = "active_people";
/// Counter: people with at least one reading that day.
pub const READING_PEOPLE: &str = "reading_people";
/// Counter: people who were in the red zone that day.
pub const RED_PEOPLE: &str = "red_people";
/// Counter: events that came after their day was frozen, by the day they came.
pub const ARRIVED_LATE: &str = "arrived_late";
/// Counter: versions signed.
pub const PLANS_SIGNED: &str = EventKind::PlanSigned.as_str();

/// A day counts what is received before midnight at the start of the eighth day after it.
const FROZEN_AFTER: Days = Days::new(8);
/// Days after registering within which a person can be activated, the last included.
const ACTIVATION: Days = Days::new(28);

/// The event came after its day was frozen: it is kept, and changes no figure but the one of late arrivals. Staff act on
/// the server, so their acts are never late.
pub fn is_late(event: &ActivityEvent) -> bool {
    let frozen = event.day.checked_add_days(FROZEN_AFTER);
    event.kind.is_by_patient() && frozen.is_some_and(|frozen| london_day(event.received_at) >= frozen)
}

/// The counter that every event of this kind moves. Steps of a person's way are counted by [`steps`] instead.
pub const fn counter_of(kind: EventKind) -> Option<&'static str> {
    match kind {
        EventKind::Eligible | EventKind::Invited | EventKind::Registered => None,
        _ => Some(kind.as_str()),
    }
}

/// The counter that the first event of this kind of a person and day moves.
pub const fn people_counter_of(kind: EventKind) -> Option<&'static str> {
    match kind {
        EventKind::ReadingLogged => Some(READING_PEOPLE),
        EventKind::RedZone => Some(RED_PEOPLE),
        _ => None,
    }
}

/// Moves a person's progress on by one event. Activation is decided by [`activated_day`].
pub fn advance(
    progress: &mut Progress,
    event: &ActivityEvent,
    source: Option<RecruitmentSource>,
    review_due: Option<NaiveDate>,
) {
    let first = |known: Option<NaiveDate>| Some(known.map_or(event.day, |known| known.min(event.day)));
    match event.kind {
        EventKind::Eligible
        | EventKind::RedZone
        | EventKind::EmergencyOpened
        | EventKind::AttackLogged
        | EventKind::HospitalLogged
        | EventKind::Withdrawn => {}
        EventKind::Invited => progress.invited_day = first(progress.invited_day),
        EventKind::Registered => {
            if progress.registered_day.is_none_or(|known| event.day < known) {
                progress.source = source.or(progress.source);
            }
            progress.registered_day = first(progress.registered_day);
        }
        EventKind::PlanSigned => {
            progress.plan_review_due = review_due;
            progress.plan_seen_day = None;
        }
        EventKind::PlanWithdrawn => {
            progress.plan_review_due = None;
            progress.plan_seen_day = None;
        }
        EventKind::PlanOpened => progress.plan_seen_day = first(progress.plan_seen_day),
        EventKind::ReadingLogged | EventKind::CheckInLogged => {
            progress.first_act_day = first(progress.first_act_day);
        }
    }
}

/// Whether this event can activate the person, or earlier than known: only then are all their events looked at.
pub fn may_activate(progress: &Progress, event: &ActivityEvent) -> bool {
    let half = event.kind == EventKind::PlanOpened || event.kind.is_self_management();
    let news = progress.activated_day.is_none_or(|known| event.day < known);
    match event.kind {
        EventKind::Registered => true,
        _ => half && news && progress.registered_day.is_some_and(|day| in_window(day, event.day)),
    }
}

fn in_window(registered: NaiveDate, day: NaiveDate) -> bool {
    day >= registered && registered.checked_add_days(ACTIVATION).is_none_or(|last| day <= last)
}

/// The day on which a person had both opened a signed plan and done an act of self-management, each within local days
/// 0 to 28 after registering.
pub fn activated_day(registered: Option<NaiveDate>, events: &[ActivityEvent]) -> Option<NaiveDate> {
    let registered = registered?;
    let first = |wanted: fn(EventKind) -> bool| {
        let fitting = events.iter().filter(|event| wanted(event.kind) && !is_late(event));
        fitting.map(|event| event.day).filter(|day| in_window(registered, *day)).min()
    };
    let opened = first(|kind| kind == EventKind::PlanOpened)?;
    let acted = first(EventKind::is_self_management)?;
    Some(opened.max(acted))
}

/// Counters that a change of somebody's progress moves. A day that turns out to be earlier moves the count with it.
pub fn steps(before: Option<&Progress>, now: &Progress) -> Vec<(NaiveDate, &'static str, i64)> {
    let days = [
        (INVITED, before.and_then(|p| p.invited_day), now.invited_day),
        (REGISTERED, before.and_then(|p| p.registered_day), now.registered_day),
        (ACTIVATED, before.and_then(|p| p.activated_day), now.activated_day),
    ];
    let mut moved = Vec::new();
    for (counter, before, now) in days {
        if before != now {
            moved.extend(before.map(|day| (day, counter, -1)));
            moved.extend(now.map(|day| (day, counter, 1)));
        }
    }
    moved
}

/// One person counted from nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Progress; source and review date are not in the events and stay empty.
    pub progress: Progress,
    /// A plan is in force, by the events.
    pub plan_in_force: bool,
    /// Active days.
    pub active_days: BTreeSet<NaiveDate>,
    /// Counters of the practice by day.
    pub counters: BTreeMap<(OdsCode, &'static str, NaiveDate), i64>,
}

/// Counts one person from all their events, in the order they were received. `None` without any.
pub fn count_person(patient: PatientId, events: &[ActivityEvent]) -> Option<Counted> {
    let first = events.first()?;
    let mut counted = Counted {
        progress: Progress::new(patient, first.practice.clone()),
        plan_in_force: false,
        active_days: BTreeSet::new(),
        counters: BTreeMap::new(),
    };
    let mut once = BTreeSet::new();
    let mut count = |practice: &OdsCode, counter: &'static str, day: NaiveDate| {
        *counted.counters.entry((practice.clone(), counter, day)).or_insert(0) += 1;
    };
    count(&first.practice, ELIGIBLE, first.day);
    for event in events {
        if is_late(event) {
            count(&event.practice, ARRIVED_LATE, london_day(event.received_at));
            continue;
        }
        if let Some(counter) = counter_of(event.kind) {
            count(&event.practice, counter, event.day);
        }
        if let Some(counter) = people_counter_of(event.kind)
            && once.insert((counter, event.day))
        {
            count(&event.practice, counter, event.day);
        }
        if event.kind.is_qualifying() && counted.active_days.insert(event.day) {
            count(&event.practice, ACTIVE_PEOPLE, event.day);
        }
        match event.kind {
            EventKind::PlanSigned => counted.plan_in_force = true,
            EventKind::PlanWithdrawn => counted.plan_in_force = false,
            _ => {}
        }
        advance(&mut counted.progress, event, None, None);
    }
    counted.progress.activated_day = activated_day(counted.progress.registered_day, events);
    for (day, counter, by) in steps(None, &counted.progress) {
        *counted.counters.entry((counted.progress.practice.clone(), counter, day)).or_insert(0) += by;
    }
    Some(counted)
}
