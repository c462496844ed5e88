//! What several events change together, written once at the end.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::figures::{Counts, Group, Known, Tally, count, people_counter_of, quick};
use domain::{EventKind, OdsCode, PatientId, Topic};
use storage::activity_events::{self, ActivityEvent};
use storage::counters::{self, CounterChange};
use storage::progress::{self, Held, Progress};
use storage::{StoreError, Write, active_days, outbox};

use super::recount::traits_of;
use super::{above, above_codes};
use crate::CareError;

/// As far as an active day of 28 reaches.
const NEAR: Days = Days::new(28);

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
}

struct Person {
    before: Option<Progress>,
    now: Progress,
    also: Option<i32>,
    /// Active days near an event's day, as read for the last event that asked.
    near: Option<(NaiveDate, BTreeSet<NaiveDate>)>,
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
    /// Counts an event that was kept a moment ago.
    pub(super) async fn take(&mut self, tx: &Write, event: &ActivityEvent) -> Result<(), StoreError> {
        self.events += 1;
        if !matches!(event.kind, EventKind::PlanOpened | EventKind::EmergencyOpened) {
            self.shown.insert(event.patient);
        }
        if let Entry::Vacant(place) = self.people.entry(event.patient) {
            let held = progress::hold(tx, event.patient).await?;
            self.current = self.current.or(held.as_ref().map(|held| held.current));
            let also = held.as_ref().and_then(|held| held.also);
            if let Some(Held { progress, parent, icb, .. }) = &held {
                let above = above_codes(parent.as_ref(), icb.as_ref());
                self.practices.entry(progress.practice.clone()).or_insert(above);
            }
            let before = held.map(|held| held.progress);
            let now = match &before {
                Some(before) => before.clone(),
                None => Progress {
                    traits: traits_of(tx, event.patient).await?,
                    ..Progress::new(event.patient, event.practice.clone())
                },
            };
            place.insert(Person { before, now, also, near: None });
        }
        self.know(tx, &event.practice).await?;
        let Some(person) = self.people.get_mut(&event.patient) else { return Ok(()) };
        let more = match short_way(tx, person, event).await? {
            Some(more) => more,
            None => {
                person.near = None;
                long_way(tx, &mut person.now, event).await?
            }
        };
        let also = person.also;
        for practice in more.keys().map(|place| place.practice.clone()).collect::<BTreeSet<_>>() {
            self.know(tx, &practice).await?;
        }
        self.counted.add(more, 1, also);
        Ok(())
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
        for person in self.people.values().filter(|person| person.before.as_ref() != Some(&person.now)) {
            progress::upsert(tx, &person.now).await?;
        }
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

/// Most events: no step of anybody's way.
async fn short_way(tx: &Write, person: &mut Person, event: &ActivityEvent) -> Result<Option<Tally>, StoreError> {
    if !event.kind.is_by_patient() {
        return Ok(None);
    }
    // An entry is several events of one day.
    let active = match person.near.take().filter(|(day, _)| *day == event.day) {
        Some((_, active)) => active,
        None => {
            let from = event.day.checked_sub_days(NEAR).unwrap_or(event.day);
            let to = event.day.checked_add_days(NEAR).unwrap_or(event.day);
            active_days::of_patient_between(tx, event.patient, from, to).await?
        }
    };
    let again = people_counter_of(event.kind).is_some() && !activity_events::first_that_day(tx, event).await?;
    let standing = person.now.standing();
    let known = Known { traits: &person.now.traits, standing: &standing, active: &active, again_that_day: again };
    let Some((tally, new)) = quick(known, &event.fact()) else { return Ok(None) };
    let (_, near) = person.near.insert((event.day, active));
    if let Some(day) = new {
        active_days::insert_if_absent(tx, event.patient, day, &event.practice).await?;
        near.insert(day);
    }
    Ok(Some(tally))
}

/// Everything the person ever did, with and without the event.
async fn long_way(tx: &Write, person: &mut Progress, event: &ActivityEvent) -> Result<Tally, StoreError> {
    let events = activity_events::of_patient(tx, event.patient).await?;
    let before: Vec<_> = events.iter().filter(|known| known.id != event.id).map(ActivityEvent::fact).collect();
    let after: Vec<_> = events.iter().map(ActivityEvent::fact).collect();
    let (old, stood) = count(&person.traits, &before);
    let (mut tally, stands) = count(&person.traits, &after);
    merge(&mut tally, old, -1);
    for day in stands.active.difference(&stood.active) {
        active_days::insert_if_absent(tx, event.patient, *day, &event.practice).await?;
    }
    for day in stood.active.difference(&stands.active) {
        active_days::remove(tx, event.patient, *day).await?;
    }
    let traits = std::mem::take(&mut person.traits);
    *person = Progress::of_story(event.patient, event.practice.clone(), traits, &stands);
    Ok(tally)
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
