//! People counted from their events, and what has to be put right of what is kept of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::PatientId;
use domain::figures::{Tally, count};
use storage::active_days::{self, ActiveDay};
use storage::progress::{self, Progress};
use storage::{ConnectionTrait, StoreError, Write, activity_events};

use crate::events::merge;

/// A person as found and as counted.
struct Person {
    kept: Progress,
    now: Progress,
    events: i64,
    missing: Vec<ActiveDay>,
    wrong: Vec<NaiveDate>,
    tally: Tally,
}

/// Some people, counted.
pub(super) struct People(Vec<Person>);

impl People {
    /// Counts people from nothing.
    pub(super) async fn count(conn: &impl ConnectionTrait, kept: Vec<Progress>) -> Result<Self, StoreError> {
        let ids: Vec<PatientId> = kept.iter().map(|kept| kept.patient).collect();
        let mut facts = activity_events::facts_of(conn, &ids).await?;
        let mut days = active_days::of_patients(conn, &ids).await?;
        let person = |kept: Progress| {
            let facts = facts.remove(&kept.patient).unwrap_or_default();
            let days = days.remove(&kept.patient).unwrap_or_default();
            let (tally, standing) = count(&kept.traits, &facts);
            let now = Progress::of_story(kept.patient, kept.practice.clone(), kept.traits.clone(), &standing);
            let day = |day: &NaiveDate| ActiveDay { patient: kept.patient, day: *day, practice: now.practice.clone() };
            let missing = standing.active.difference(&days).map(day).collect();
            let wrong = days.difference(&standing.active).copied().collect();
            let events = i64::try_from(facts.len()).unwrap_or(i64::MAX);
            Person { kept, now, events, missing, wrong, tally }
        };
        Ok(Self(kept.into_iter().map(person).collect()))
    }

    /// Those of them of whom nothing changed since, and whose progress this transaction holds.
    pub(super) async fn unchanged(self, tx: &Write, held: Vec<Progress>) -> Result<Self, StoreError> {
        let ids: Vec<PatientId> = held.iter().map(|held| held.patient).collect();
        let events = activity_events::count_of(tx, &ids).await?;
        let same = |person: &Person| {
            let events = events.get(&person.kept.patient).copied().unwrap_or(0);
            events == person.events && held.contains(&person.kept)
        };
        Ok(Self(self.0.into_iter().filter(same).collect()))
    }
}

/// Puts right what is kept of these people and marks them as counted in a generation; what they add to its counters, and how
/// many they are.
pub(super) async fn keep(tx: &Write, people: People, generation: i32) -> Result<(Tally, u64), StoreError> {
    let (mut all, mut missing, mut ids) = (Tally::new(), Vec::new(), BTreeSet::new());
    for person in people.0 {
        if person.now != person.kept {
            progress::upsert(tx, &person.now).await?;
        }
        for day in person.wrong {
            active_days::remove(tx, person.kept.patient, day).await?;
        }
        missing.extend(person.missing);
        ids.insert(person.kept.patient);
        merge(&mut all, person.tally, 1);
    }
    active_days::insert_many(tx, &missing).await?;
    let ids: Vec<PatientId> = ids.into_iter().collect();
    progress::mark(tx, &ids, generation).await?;
    Ok((all, u64::try_from(ids.len()).unwrap_or(0)))
}
