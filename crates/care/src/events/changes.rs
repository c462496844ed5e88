//! What several events change together, written once at the end.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::figures::{Counts, Group, Known, Tally, count, people_counter_of, quick};
use domain::{EventId, EventKind, OdsCode, PatientId, Topic};
use storage::active_days::ActiveDay;
use storage::activity_events::{self, ActivityEvent};
use storage::counters::{self, CounterChange};
use storage::progress::{self, Held, Progress};
use storage::{StoreError, Write, active_days, outbox};

use super::recount::traits_of;
use super::{above, above_codes};
use crate::CareError;

/// An event's person, day and kind: so that people are counted, not taps.
type Kind = (PatientId, NaiveDate, EventKind);

#[derive(Default)]
pub(super) struct Changes {
    events: u64,
    people: BTreeMap<PatientId, Person>,
    /// Whose own pages show something else now: opening a page changes no page.
    shown: BTreeSet<PatientId>,
    counted: Counted,
    practices: BTreeMap<OdsCode, Vec<OdsCode>>,
    /// The generation of counters that is shown.
    current: Option<i32>,
    /// What happened before, of what people are counted by.
    known: BTreeSet<Kind>,
    /// Days that became active ones and are not kept yet, each with the practice.
    active: BTreeMap<(PatientId, NaiveDate), OdsCode>,
    /// Events that are kept already and whose turn has not come.
    to_come: BTreeSet<EventId>,
}

struct Person {
    before: Option<Progress>,
    now: Progress,
    also: Option<i32>,
    /// Active days, at least those nearest to the days of the events.
    active: BTreeSet<NaiveDate>,
}

/// What changes, and what of it belongs to people who are counted already in a generation that is not yet shown.
#[derive(Default)]
pub(crate) struct Counted {
    tally: Tally,
    also: BTreeMap<i32, Tally>,
}

impl Counted {
    /// Adds what changed of a person, who is counted in `also` too.
    pub(crate) fn add(&mut self, more: Tally, sign: i64, also: Option<i32>) {
        if let Some(generation) = also {
            merge(self.also.entry(generation).or_default(), more.clone(), sign);
        }
        merge(&mut self.tally, more, sign);
    }

    /// How many practices, groups and days.
    pub(crate) fn places(&self) -> usize {
        self.tally.len()
    }

    /// The practices at which anything changed.
    pub(crate) fn practices(&self) -> BTreeSet<OdsCode> {
        let tallies = std::iter::once(&self.tally).chain(self.also.values());
        tallies.flat_map(|tally| tally.keys().map(|place| place.practice.clone())).collect()
    }

    /// Adds it to the counters; `current` is the generation shown.
    pub(crate) async fn keep(
        self,
        tx: &Write,
        current: i32,
        above: &BTreeMap<OdsCode, Vec<OdsCode>>,
    ) -> Result<(), StoreError> {
        for (generation, tally) in std::iter::once((current, self.tally)).chain(self.also) {
            counters::add_to(tx, generation, counters::rows_of(counter_changes(tally, above))).await?;
        }
        Ok(())
    }
}

impl Changes {
    /// Keeps events whose ids are not known yet, and counts them in this order.
    pub(super) async fn of(tx: &Write, events: &[ActivityEvent]) -> Result<Self, StoreError> {
        let mut changes = Self::default();
        changes.meet(tx, events).await?;
        // Asked before the events are kept: they would be found themselves.
        let counts_people = events.iter().filter(|event| people_counter_of(event.kind).is_some());
        changes.known = activity_events::happened_on(tx, &counts_people.map(kind_of).collect()).await?;
        changes.to_come = activity_events::insert_new(tx, events).await?;
        for event in events {
            if changes.to_come.remove(&event.id) {
                changes.take(tx, event).await?;
            }
        }
        Ok(changes)
    }

    /// Holds the progress of everybody in these events, and reads what most events need to know of them.
    async fn meet(&mut self, tx: &Write, events: &[ActivityEvent]) -> Result<(), StoreError> {
        let people: BTreeMap<PatientId, &OdsCode> =
            events.iter().map(|event| (event.patient, &event.practice)).collect();
        let ids: Vec<PatientId> = people.keys().copied().collect();
        let mut held = progress::hold_all(tx, &ids).await?;
        let asked = events.iter().filter(|event| event.kind.is_by_patient()).map(|event| (event.patient, event.day));
        let mut active = active_days::nearest(tx, &asked.collect()).await?;
        for (id, practice) in people {
            let held = held.remove(&id);
            self.current = self.current.or(held.as_ref().map(|held| held.current));
            let also = held.as_ref().and_then(|held| held.also);
            if let Some(Held { progress, parent, icb, .. }) = &held {
                let above = above_codes(parent.as_ref(), icb.as_ref());
                self.practices.entry(progress.practice.clone()).or_insert(above);
            }
            let before = held.map(|held| held.progress);
            let now = match &before {
                Some(before) => before.clone(),
                None => Progress { traits: traits_of(tx, id).await?, ..Progress::new(id, practice.clone()) },
            };
            self.people.insert(id, Person { before, now, also, active: active.remove(&id).unwrap_or_default() });
        }
        for event in events {
            self.know(tx, &event.practice).await?;
        }
        Ok(())
    }

    /// Counts an event that was kept a moment ago.
    async fn take(&mut self, tx: &Write, event: &ActivityEvent) -> Result<(), StoreError> {
        self.events += 1;
        if !matches!(event.kind, EventKind::PlanOpened | EventKind::EmergencyOpened) {
            self.shown.insert(event.patient);
        }
        let more = match self.short_way(event) {
            Some(more) => more,
            None => self.long_way(tx, event).await?,
        };
        for practice in more.keys().map(|place| place.practice.clone()).collect::<BTreeSet<_>>() {
            self.know(tx, &practice).await?;
        }
        let also = self.people.get(&event.patient).and_then(|person| person.also);
        self.counted.add(more, 1, also);
        Ok(())
    }

    /// Most events: no step of anybody's way.
    fn short_way(&mut self, event: &ActivityEvent) -> Option<Tally> {
        let again = people_counter_of(event.kind).is_some() && !self.known.insert(kind_of(event));
        let person = self.people.get_mut(&event.patient).filter(|_| event.kind.is_by_patient())?;
        let standing = person.now.standing();
        let known =
            Known { traits: &person.now.traits, standing: &standing, active: &person.active, again_that_day: again };
        let (tally, new) = quick(known, &event.fact())?;
        if let Some(day) = new {
            person.active.insert(day);
            self.active.insert((event.patient, day), event.practice.clone());
        }
        Some(tally)
    }

    /// Everything the person ever did, with and without the event.
    async fn long_way(&mut self, tx: &Write, event: &ActivityEvent) -> Result<Tally, StoreError> {
        let Some(person) = self.people.get_mut(&event.patient) else { return Ok(Tally::new()) };
        let events = activity_events::of_patient(tx, event.patient).await?;
        let told = events.iter().filter(|known| !self.to_come.contains(&known.id));
        let after: Vec<_> = told.clone().map(ActivityEvent::fact).collect();
        let before: Vec<_> = told.filter(|known| known.id != event.id).map(ActivityEvent::fact).collect();
        let traits = std::mem::take(&mut person.now.traits);
        let (old, stood) = count(&traits, &before);
        let (mut tally, stands) = count(&traits, &after);
        merge(&mut tally, old, -1);
        for day in stands.active.difference(&stood.active) {
            self.active.insert((event.patient, *day), event.practice.clone());
        }
        for day in stood.active.difference(&stands.active) {
            self.active.remove(&(event.patient, *day));
            active_days::remove(tx, event.patient, *day).await?;
        }
        person.now = Progress::of_story(event.patient, event.practice.clone(), traits, &stands);
        person.active = stands.active;
        Ok(tally)
    }

    async fn know(&mut self, tx: &Write, practice: &OdsCode) -> Result<(), StoreError> {
        if !self.practices.contains_key(practice) {
            self.practices.insert(practice.clone(), above(tx, practice).await?);
        }
        Ok(())
    }

    /// Writes everything; how many events there were.
    pub(super) async fn keep(self, tx: &Write, now: DateTime<Utc>) -> Result<u64, CareError> {
        if self.events == 0 {
            return Ok(0);
        }
        let moved = self.people.into_values().filter(|person| person.before.as_ref() != Some(&person.now));
        progress::upsert_all(tx, &moved.map(|person| person.now).collect::<Vec<_>>()).await?;
        let active = self.active.into_iter().map(|((patient, day), practice)| ActiveDay { patient, day, practice });
        active_days::insert_many(tx, &active.collect::<Vec<_>>()).await?;
        let current = match self.current {
            Some(current) => current,
            None => counters::current(tx).await?,
        };
        self.counted.keep(tx, current, &self.practices).await?;
        let topics: Vec<Topic> = topics(&self.practices, self.shown.into_iter()).collect();
        outbox::append_all(tx, &topics, now).await?;
        Ok(self.events)
    }
}

fn kind_of(event: &ActivityEvent) -> Kind {
    (event.patient, event.day, event.kind)
}

/// Adds to or takes from a tally; what comes to nothing is left out.
pub(crate) fn merge(tally: &mut Tally, more: Tally, sign: i64) {
    for (place, counts) in more {
        let counts = if sign < 0 { Counts::default().minus(&counts) } else { counts };
        match tally.entry(place) {
            Entry::Vacant(place) if counts.is_zero() => drop(place),
            Entry::Vacant(place) => drop(place.insert(counts)),
            Entry::Occupied(mut kept) => {
                let sum = kept.get().plus(&counts);
                if sum.is_zero() {
                    kept.remove();
                } else {
                    kept.insert(sum);
                }
            }
        }
    }
}

/// What a tally changes at its practices and at the ICBs above them. A practice keeps fewer groups than an ICB; the figures
/// of a PCN are the sums of its practices'.
pub(crate) fn counter_changes(tally: Tally, above: &BTreeMap<OdsCode, Vec<OdsCode>>) -> Vec<CounterChange> {
    let mut changes = Vec::with_capacity(tally.len() * 2);
    for (place, by) in tally {
        let (group, day) = (place.group, place.day);
        let icb = above.get(&place.practice).and_then(|above| above.last());
        changes.extend(icb.map(|icb| CounterChange { organisation: icb.clone(), group, day, by }));
        let kept = match group {
            Group::All => true,
            Group::Of(dimension, _) => dimension.at_practice(),
        };
        if kept {
            changes.push(CounterChange { organisation: place.practice, group, day, by });
        }
    }
    changes
}

/// Whoever looks at a patient, their practice or its ICB is told. PCNs have no board of their own.
fn topics(
    practices: &BTreeMap<OdsCode, Vec<OdsCode>>,
    people: impl Iterator<Item = PatientId>,
) -> impl Iterator<Item = Topic> {
    let icbs: BTreeSet<OdsCode> = practices.values().filter_map(|above| above.last().cloned()).collect();
    people
        .map(Topic::Patient)
        .chain(practices.keys().cloned().map(Topic::Practice))
        .chain(icbs.into_iter().map(Topic::Icb))
}
