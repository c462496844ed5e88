//! What an ordinary day's event changes, without looking at the person's whole story. Most events are of this kind: a
//! reading, a check-in, an opening of the plan by somebody who is registered and has done it before.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::counter::Counter;
use super::group::Traits;
use super::spans::{Span, windows};
use super::story::{Fact, Standing, Tally, add_flow, add_stock, counter_of, people_counter_of};
use crate::EventKind;

/// What must be known for it.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Who the person is.
    pub traits: &'a Traits,
    /// How far they had come. Active days are not looked at.
    pub standing: &'a Standing,
    /// Days on which they were active already: at least the last one until the event's day, and the next one after it.
    pub active: &'a BTreeSet<NaiveDate>,
    /// The person had an event of this kind on this day already.
    pub again_that_day: bool,
}

/// What the event adds, and the day that became an active one; `None` when only the whole story can tell.
pub fn quick(known: Known<'_>, fact: &Fact) -> Option<(Tally, Option<NaiveDate>)> {
    let mut tally = Tally::new();
    let standing = known.standing;
    let practice = standing.practice.as_ref().filter(|_| !standing.moved)?;
    let mut flow = |counter, day| add_flow(&mut tally, known.traits, standing.source, practice, counter, day);
    if !fact.kind.is_by_patient() {
        return None;
    }
    if fact.is_late() {
        flow(Counter::ArrivedLate, fact.heard);
        return Some((tally, None));
    }
    let since = standing.registered_since.filter(|since| *since <= fact.day && standing.registered == Some(*since))?;
    if changes_standing(standing, fact, since) {
        return None;
    }
    flow(counter_of(fact.kind)?, fact.day);
    if let Some(counter) = people_counter_of(fact.kind).filter(|_| !known.again_that_day) {
        flow(counter, fact.day);
    }
    if !fact.kind.is_qualifying() || known.active.contains(&fact.day) {
        return Some((tally, None));
    }
    flow(Counter::ActivePeople, fact.day);
    for (counter, days) in [(Counter::ActiveSeven, 7), (Counter::ActiveTwentyEight, 28)] {
        for span in newly_covered(known.active, fact.day, days) {
            add_stock(&mut tally, known.traits, standing.source, practice, counter, span);
        }
    }
    Some((tally, Some(fact.day)))
}

/// The event may be a step of the person's way.
fn changes_standing(standing: &Standing, fact: &Fact, since: NaiveDate) -> bool {
    let day = fact.day;
    let earlier = |known: Option<NaiveDate>| known.is_none_or(|known| day < known);
    let reached =
        |reached: bool, days: u64| !reached && since.checked_add_days(Days::new(days)).is_none_or(|from| day >= from);
    let acts = fact.kind.is_self_management();
    let opens = fact.kind == EventKind::PlanOpened;
    let seen = opens && earlier(standing.plan_seen);
    // Of acts the first one counts: after one since registering, no later one makes anybody active sooner.
    let acted = standing.first_act.is_some_and(|first| (since..=day).contains(&first));
    let activates = ((acts && !acted) || opens)
        && earlier(standing.activated)
        && since.checked_add_days(Days::new(28)).is_none_or(|last| day <= last);
    seen || (acts && earlier(standing.first_act))
        || activates
        || (fact.kind.is_qualifying() && (reached(standing.day_seven, 7) || reached(standing.day_thirty, 30)))
}

/// Days of the window that an active day opens and no other active day's window has.
fn newly_covered(active: &BTreeSet<NaiveDate>, day: NaiveDate, days: u64) -> Vec<Span> {
    let mut free = vec![Span::days(day, days)];
    for taken in windows(active.iter().copied(), days) {
        free = free.into_iter().flat_map(|span| without(span, taken)).collect();
    }
    free
}

fn without(span: Span, taken: Span) -> Vec<Span> {
    let before = span.both(Span { from: NaiveDate::MIN, until: Some(taken.from) });
    let after = taken.until.and_then(|until| span.both(Span::lasting(until)));
    before.into_iter().chain(after).collect()
}
