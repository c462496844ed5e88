//! Many people at once, who are new to the product: imports and made-up lives. The figures come from the same functions
//! as everybody's, counted per person and written in a few statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::consent::RecruitmentSource;
use domain::{OdsCode, PatientId, Topic};
use storage::active_days::{self, ActiveDay};
use storage::activity_events::{self, ActivityEvent};
use storage::rollups::{self, RollupChange};
use storage::{Write, outbox, progress};

use crate::CareError;
use crate::events::{above, tally};

/// What is known of people nobody had heard of.
#[derive(Debug, Default)]
pub(crate) struct NewPeople {
    /// Everything they did.
    pub(crate) events: Vec<ActivityEvent>,
    /// How those who joined heard of the passport.
    pub(crate) sources: BTreeMap<PatientId, RecruitmentSource>,
    /// Review dates of the plans in force.
    pub(crate) review_due: BTreeMap<PatientId, NaiveDate>,
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
    let (mut people, mut days, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    for (patient, events) in of_person {
        let Some(mut counted) = tally::count_person(patient, &events) else { continue };
        let practice = counted.progress.practice.clone();
        counted.progress.source = counted.progress.registered_day.and_then(|_| new.sources.get(&patient).copied());
        counted.progress.plan_review_due = new.review_due.get(&patient).copied().filter(|_| counted.plan_in_force);
        people.push(counted.progress);
        days.extend(counted.active_days.into_iter().map(|day| ActiveDay { patient, day, practice: practice.clone() }));
        for ((practice, counter, day), by) in counted.counters {
            let above = places.get(&practice).map_or(&[][..], Vec::as_slice);
            for organisation in std::iter::once(&practice).chain(above) {
                moved.push(RollupChange { organisation: organisation.clone(), day, metric: counter.into(), by });
            }
        }
    }
    progress::insert_many(tx, &people).await?;
    active_days::insert_many(tx, &days).await?;
    rollups::add_many(tx, &moved).await?;
    let icbs: BTreeSet<OdsCode> = places.values().filter_map(|above| above.last().cloned()).collect();
    for topic in places.into_keys().map(Topic::Practice).chain(icbs.into_iter().map(Topic::Icb)) {
        outbox::append(tx, &topic, now).await?;
    }
    Ok(())
}
