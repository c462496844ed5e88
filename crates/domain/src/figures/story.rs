//! One person's figures, counted from everything that happened. This is the definition: what is kept while events arrive
//! must be the same to the last digit, in whatever order they came.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::counter::{Counter, Counts};
use super::group::{Group, Traits};
use super::spans::{Span, windows, within};
use crate::consent::RecruitmentSource;
use crate::{EventKind, OdsCode};

/// One thing that happened to or was done by the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What.
    pub kind: EventKind,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// The London day on which it counts.
    pub day: NaiveDate,
    /// The London day on which the server heard of it.
    pub heard: NaiveDate,
    /// Practice of registration; for a move the new one.
    pub practice: OdsCode,
    /// The review date of a plan that was signed.
    pub until: Option<NaiveDate>,
    /// How somebody who registered heard of the passport.
    pub source: Option<RecruitmentSource>,
}

/// A day counts what is heard before midnight at the start of the eighth day after it.
const FROZEN_AFTER: Days = Days::new(8);
/// The last day, counted from registering, on which a person can be activated.
const ACTIVATION: Days = Days::new(28);

impl Fact {
    /// It was heard after its day was frozen: it is kept, and changes no figure but the one of late arrivals. Staff act on
    /// the server, so their acts are never late.
    pub fn is_late(&self) -> bool {
        let frozen = self.day.checked_add_days(FROZEN_AFTER);
        self.kind.is_by_patient() && frozen.is_some_and(|frozen| self.heard >= frozen)
    }
}

/// Where and by whom a number is counted, and on which day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Practice of registration on that day.
    pub practice: OdsCode,
    /// Everybody or a group.
    pub group: Group,
    /// The London day.
    pub day: NaiveDate,
}

/// What one or many people add to the counters.
pub type Tally = BTreeMap<Place, Counts>;

/// What is known of a person at the end of their story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Practice of registration.
    pub practice: Option<OdsCode>,
    /// Registered elsewhere before.
    pub moved: bool,
    /// First invited.
    pub invited: Option<NaiveDate>,
    /// First registered.
    pub registered: Option<NaiveDate>,
    /// Registered since, and not left.
    pub registered_since: Option<NaiveDate>,
    /// How they heard of the passport, by the first registration.
    pub source: Option<RecruitmentSource>,
    /// Review date of the plan in force.
    pub plan_review_due: Option<NaiveDate>,
    /// First opening of the plan in force.
    pub plan_seen: Option<NaiveDate>,
    /// First act of self-management.
    pub first_act: Option<NaiveDate>,
    /// Activated.
    pub activated: Option<NaiveDate>,
    /// Active on or after the seventh day after registering.
    pub day_seven: bool,
    /// Active on or after the thirtieth day after registering.
    pub day_thirty: bool,
    /// Days on which the person was registered and active.
    pub active: BTreeSet<NaiveDate>,
}

/// A plan's life in force.
struct Plan {
    span: Span,
    review_due: Option<NaiveDate>,
    seen: Option<NaiveDate>,
}

/// Counts one person from nothing. `facts` may come in any order; of facts at one moment the first given was first.
pub fn count(traits: &Traits, facts: &[Fact]) -> (Tally, Standing) {
    let mut ordered: Vec<&Fact> = facts.iter().collect();
    ordered.sort_by_key(|fact| fact.at);
    // What came late changes nothing, so it is the beginning of nothing unless there is nothing else.
    let in_time = ordered.iter().find(|fact| !fact.is_late());
    let Some(first) = in_time.or(ordered.first()) else { return (Tally::new(), Standing::default()) };
    let known_from = if first.is_late() { ordered.iter().map(|fact| fact.heard).min() } else { Some(first.day) };
    let mut story = Story::new(traits, first, &ordered);
    story.stocks(known_from.unwrap_or(first.day));
    story.cohorts();
    story.flows(&ordered);
    story.end()
}

struct Story<'a> {
    traits: &'a Traits,
    /// Where the person was registered from the beginning.
    first: OdsCode,
    /// Where they moved on which day.
    moves: Vec<(NaiveDate, OdsCode)>,
    registered: Vec<Span>,
    plans: Vec<Plan>,
    standing: Standing,
    tally: Tally,
}

impl<'a> Story<'a> {
    fn new(traits: &'a Traits, first: &Fact, facts: &[&Fact]) -> Self {
        let mut story = Self {
            traits,
            first: first.practice.clone(),
            moves: Vec::new(),
            registered: Vec::new(),
            plans: Vec::new(),
            standing: Standing::default(),
            tally: Tally::new(),
        };
        for fact in facts {
            story.take(fact);
        }
        let registered = &story.registered;
        let counts = |fact: &&&Fact| {
            fact.kind.is_qualifying() && !fact.is_late() && registered.iter().any(|span| span.holds(fact.day))
        };
        story.standing.active = facts.iter().filter(counts).map(|fact| fact.day).collect();
        story.standing.activated = story.activated(facts);
        story
    }

    /// What a fact changes from then on.
    fn take(&mut self, fact: &Fact) {
        let earliest = |known: Option<NaiveDate>| Some(known.map_or(fact.day, |known| known.min(fact.day)));
        match fact.kind {
            EventKind::Moved => self.moves.push((fact.day, fact.practice.clone())),
            EventKind::Invited => self.standing.invited = earliest(self.standing.invited),
            EventKind::Registered => {
                if self.standing.registered.is_none() {
                    self.standing.registered = Some(fact.day);
                    self.standing.source = fact.source;
                }
                if self.registered.last().is_none_or(|span| span.until.is_some()) {
                    self.registered.push(Span::lasting(fact.day));
                }
            }
            EventKind::Withdrawn => {
                if let Some(span) = self.registered.last_mut().filter(|span| span.until.is_none()) {
                    span.until = Some(fact.day);
                }
            }
            EventKind::PlanSigned => {
                self.end_plan(fact.day);
                self.plans.push(Plan { span: Span::lasting(fact.day), review_due: fact.until, seen: None });
            }
            EventKind::PlanWithdrawn => self.end_plan(fact.day),
            EventKind::PlanOpened if !fact.is_late() => {
                if let Some(plan) = self.plans.last_mut().filter(|plan| plan.span.until.is_none()) {
                    plan.seen = Some(plan.seen.map_or(fact.day, |known| known.min(fact.day)));
                }
            }
            EventKind::ReadingLogged | EventKind::CheckInLogged if !fact.is_late() => {
                self.standing.first_act = earliest(self.standing.first_act);
            }
            _ => {}
        }
    }

    fn end_plan(&mut self, day: NaiveDate) {
        if let Some(plan) = self.plans.last_mut().filter(|plan| plan.span.until.is_none()) {
            plan.span.until = Some(day);
        }
    }

    /// The day on which the person had both opened a signed plan and done an act of self-management, each on local days 0
    /// to 28 after registering.
    fn activated(&self, facts: &[&Fact]) -> Option<NaiveDate> {
        let registered = self.standing.registered?;
        let last = registered.checked_add_days(ACTIVATION)?;
        let first = |wanted: fn(EventKind) -> bool| {
            let fitting = facts.iter().filter(|fact| wanted(fact.kind) && !fact.is_late());
            fitting.map(|fact| fact.day).filter(|day| (registered..=last).contains(day)).min()
        };
        Some(first(|kind| kind == EventKind::PlanOpened)?.max(first(EventKind::is_self_management)?))
    }

    /// What stands at the end of each day.
    fn stocks(&mut self, first: NaiveDate) {
        self.stock(Counter::Eligible, Span::lasting(first));
        if let Some(day) = self.standing.invited {
            self.stock(Counter::Invited, Span::lasting(day));
        }
        let registered = std::mem::take(&mut self.registered);
        for span in &registered {
            self.stock(Counter::Registered, *span);
        }
        for plan in std::mem::take(&mut self.plans) {
            let covered = plan.review_due.and_then(|due| {
                let until = due.checked_add_days(Days::new(1));
                plan.span.both(Span { from: plan.span.from, until })
            });
            let seen = plan.seen.and_then(|day| plan.span.both(Span::lasting(day)));
            for (counter, span) in
                [(Counter::Planned, Some(plan.span)), (Counter::Covered, covered), (Counter::PlanSeen, seen)]
            {
                for part in span.map(|span| within(span, &registered)).unwrap_or_default() {
                    self.stock(counter, part);
                }
            }
            if plan.span.until.is_none() {
                self.standing.plan_review_due = plan.review_due;
                self.standing.plan_seen = plan.seen;
            }
        }
        for (counter, days) in [(Counter::ActiveSeven, 7), (Counter::ActiveTwentyEight, 28)] {
            for span in windows(self.standing.active.iter().copied(), days) {
                for part in within(span, &registered) {
                    self.stock(counter, part);
                }
            }
        }
        self.standing.registered_since = registered.last().filter(|span| span.until.is_none()).map(|span| span.from);
        self.registered = registered;
    }

    /// By the day of the first registration.
    fn cohorts(&mut self) {
        let Some(day) = self.standing.registered else { return };
        let active_from = |days: u64| {
            let from = day.checked_add_days(Days::new(days));
            from.is_some_and(|from| self.standing.active.range(from..).next().is_some())
        };
        self.standing.day_seven = active_from(7);
        self.standing.day_thirty = active_from(30);
        let reached = [
            (Counter::Cohort, true),
            (Counter::CohortActivated, self.standing.activated.is_some()),
            (Counter::CohortDaySeven, self.standing.day_seven),
            (Counter::CohortDayThirty, self.standing.day_thirty),
        ];
        for (counter, _) in reached.into_iter().filter(|(_, reached)| *reached) {
            self.flow(counter, day);
        }
    }

    /// What happened on the days. What a person told counts on days on which they were registered.
    fn flows(&mut self, facts: &[&Fact]) {
        let mut people = BTreeSet::new();
        for fact in facts {
            if fact.is_late() {
                self.flow(Counter::ArrivedLate, fact.heard);
                continue;
            }
            if fact.kind.is_by_patient() && !self.registered.iter().any(|span| span.holds(fact.day)) {
                continue;
            }
            if let Some(counter) = counter_of(fact.kind) {
                self.flow(counter, fact.day);
            }
            if let Some(counter) = people_counter_of(fact.kind) {
                people.insert((counter, fact.day));
            }
        }
        people.extend(self.standing.active.iter().map(|day| (Counter::ActivePeople, *day)));
        for (counter, day) in people {
            self.flow(counter, day);
        }
    }

    /// A stock over a span, split at every move.
    fn stock(&mut self, counter: Counter, span: Span) {
        let mut left = Some(span);
        while let Some(span) = left {
            let (practice, moves) = self.practice_on(span.from);
            let here = moves.filter(|moves| span.until.is_none_or(|until| *moves < until));
            let part = Span { from: span.from, until: here.or(span.until) };
            add_stock(&mut self.tally, self.traits, self.standing.source, &practice, counter, part);
            left = here.map(|from| Span { from, until: span.until });
        }
    }

    fn flow(&mut self, counter: Counter, day: NaiveDate) {
        let (practice, _) = self.practice_on(day);
        add_flow(&mut self.tally, self.traits, self.standing.source, &practice, counter, day);
    }

    /// The practice at the end of a day, and the day of the next move.
    fn practice_on(&self, day: NaiveDate) -> (OdsCode, Option<NaiveDate>) {
        let practice = self.moves.iter().rev().find(|(moved, _)| *moved <= day).map(|(_, practice)| practice);
        let next = self.moves.iter().map(|(moved, _)| *moved).find(|moved| *moved > day);
        (practice.unwrap_or(&self.first).clone(), next)
    }

    fn end(mut self) -> (Tally, Standing) {
        self.tally.retain(|_, counts| !counts.is_zero());
        self.standing.moved = !self.moves.is_empty();
        self.standing.practice = Some(self.moves.pop().map_or(self.first, |(_, practice)| practice));
        (self.tally, self.standing)
    }
}

/// One more from the span's first day, one fewer from its end; in the groups of a person from birthday to birthday.
pub(super) fn add_stock(
    tally: &mut Tally,
    traits: &Traits,
    source: Option<RecruitmentSource>,
    practice: &OdsCode,
    counter: Counter,
    span: Span,
) {
    let mut left = Some(span);
    while let Some(span) = left {
        let (groups, birthday) = traits.groups(span.from, source);
        let grows = birthday.filter(|day| span.until.is_none_or(|until| *day < until));
        for group in groups.into_iter().filter(|group| is_kept(counter, *group)) {
            add(tally, practice, group, span.from, counter, 1);
            if let Some(end) = grows.or(span.until) {
                add(tally, practice, group, end, counter, -1);
            }
        }
        left = grows.map(|from| Span { from, until: span.until });
    }
}

pub(super) fn add_flow(
    tally: &mut Tally,
    traits: &Traits,
    source: Option<RecruitmentSource>,
    practice: &OdsCode,
    counter: Counter,
    day: NaiveDate,
) {
    for group in traits.groups(day, source).0.into_iter().filter(|group| is_kept(counter, *group)) {
        add(tally, practice, group, day, counter, 1);
    }
}

/// Whether a counter is kept for a group.
fn is_kept(counter: Counter, group: Group) -> bool {
    group == Group::All || counter.by_group()
}

fn add(tally: &mut Tally, practice: &OdsCode, group: Group, day: NaiveDate, counter: Counter, by: i64) {
    tally.entry(Place { practice: practice.clone(), group, day }).or_default().add(counter, by);
}

/// The counter that every event of this kind moves; the others are steps of a person's way.
pub const fn counter_of(kind: EventKind) -> Option<Counter> {
    match kind {
        EventKind::PlanSigned => Some(Counter::PlanSigned),
        EventKind::PlanWithdrawn => Some(Counter::PlanWithdrawn),
        EventKind::PlanOpened => Some(Counter::PlanOpened),
        EventKind::ReadingLogged => Some(Counter::ReadingLogged),
        EventKind::CheckInLogged => Some(Counter::CheckInLogged),
        EventKind::RedZone => Some(Counter::RedZone),
        EventKind::EmergencyOpened => Some(Counter::EmergencyOpened),
        EventKind::AttackLogged => Some(Counter::AttackLogged),
        EventKind::HospitalLogged => Some(Counter::HospitalLogged),
        EventKind::Withdrawn => Some(Counter::Withdrawn),
        EventKind::Eligible | EventKind::Invited | EventKind::Registered | EventKind::Moved => None,
    }
}

/// The counter that the first event of this kind of a person and day moves.
pub const fn people_counter_of(kind: EventKind) -> Option<Counter> {
    match kind {
        EventKind::ReadingLogged => Some(Counter::ReadingPeople),
        EventKind::RedZone => Some(Counter::RedPeople),
        _ => None,
    }
}
