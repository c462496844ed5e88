//! Many people at once, who are new to the product: imports and made-up lives. The figures come from the same functions
//! as everybody's, counted per person and written in a few statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::figures::{Tally, Traits, count};
use domain::patient::Patient;
use domain::{OdsCode, PatientId, Topic};
use storage::active_days::{self, ActiveDay};
use storage::activity_events::{self, ActivityEvent};
use storage::progress::{self, Progress};
use storage::{Write, counters, outbox};

use crate::CareError;
use crate::events::{above, counter_changes};

/// What is known of people nobody had heard of.
#[derive(Debug, Default)]
pub(crate) struct NewPeople {
    /// Everything they did.
    pub(crate) events: Vec<ActivityEvent>,
    /// What puts them into groups.
    pub(crate) traits: BTreeMap<PatientId, Traits>,
}

impl NewPeople {
    /// What the register says of somebody.
    pub(crate) fn know(&mut self, person: &Patient) {
        let traits = Traits {
            born: Some(person.date_of_birth),
            sex: Some(person.sex),
            deprivation: person.deprivation,
            ..Traits::default()
        };
        self.traits.insert(person.id, traits);
    }
}

/// Records events of people who have none yet, with everything counted from them. Call it last in a transaction.
///
/// # Errors
/// When somebody is known already, a practice is missing, or the database fails.
pub(crate) async fn record(tx: &Write, mut new: NewPeople, now: DateTime<Utc>) -> Result<(), CareError> {
    new.events.sort_by_key(|event| event.received_at);
    activity_events::insert_many(tx, &new.events).await?;
    let mut of_person: BTreeMap<PatientId, Vec<ActivityEvent>> = BTreeMap::new();
    let mut places: BTreeMap<OdsCode, Vec<OdsCode>> = BTreeMap::new();
    for event in new.events {
        if !places.contains_key(&event.practice) {
            places.insert(event.practice.clone(), above(tx, &event.practice).await?);
        }
        of_person.entry(event.patient).or_default().push(event);
    }
    let (mut people, mut days, mut all) = (Vec::new(), Vec::new(), Tally::new());
    for (patient, events) in of_person {
        let Some(practice) = events.first().map(|event| event.practice.clone()) else { continue };
        let traits = new.traits.remove(&patient).unwrap_or_default();
        let facts: Vec<_> = events.iter().map(ActivityEvent::fact).collect();
        let (tally, standing) = count(&traits, &facts);
        days.extend(standing.active.iter().map(|day| ActiveDay { patient, day: *day, practice: practice.clone() }));
        people.push(Progress::of_story(patient, practice, traits, &standing));
        for (place, counts) in tally {
            let kept = all.entry(place).or_default();
            *kept = kept.plus(&counts);
        }
    }
    progress::insert_many(tx, &people).await?;
    active_days::insert_many(tx, &days).await?;
    counters::add(tx, counter_changes(all, &places)).await?;
    let icbs: BTreeSet<OdsCode> = places.values().filter_map(|above| above.last().cloned()).collect();
    for topic in places.into_keys().map(Topic::Practice).chain(icbs.into_iter().map(Topic::Icb)) {
        outbox::append(tx, &topic, now).await?;
    }
    Ok(())
}
