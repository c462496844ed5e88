//! Writing an event log, and counting whom it touches.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::figures::{Tally, Traits, count};
use domain::patient::Patient;
use domain::{DateOfBirth, NhsNumber, OdsCode, PatientId, PersonName, Sex, Topic};
use storage::active_days::{self, ActiveDay};
use storage::activity_events::{self, ActivityEvent};
use storage::audit::Actor;
use storage::progress::{self, Progress};
use storage::{Write, counters, outbox, patients};

use crate::audit::{Act, note};
use crate::boards::all_above;
use crate::events::{counter_changes, merge};
use crate::simulate::Numbers;
use crate::{CareError, Services};

/// People counted at a time.
const PORTION: usize = 200;

/// Somebody the log knows and the register does not.
pub(super) struct NewPerson {
    pub(super) id: PatientId,
    pub(super) practice: OdsCode,
    pub(super) traits: Traits,
}

/// Writes everything at once; how many events were new.
pub(super) async fn write(
    services: &Services,
    events: Vec<ActivityEvent>,
    new: Vec<NewPerson>,
) -> Result<u64, CareError> {
    let now = services.clock.now();
    let numbers = Numbers::from(0).take(services, new.len()).await?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let people: Vec<Patient> =
                    new.iter().zip(numbers).map(|(person, number)| made_up(person, number)).collect();
                patients::insert_many(tx, &people, now).await?;
                let before = activity_events::last_seq(tx).await?;
                let added = activity_events::insert_many(tx, &events).await?;
                let touched: BTreeSet<PatientId> = events.iter().map(|event| event.patient).collect();
                drop(events);
                let traits = new.into_iter().map(|person| (person.id, person.traits)).collect();
                note(tx, &Act::new(Actor::System, "events_imported").with(usize::try_from(added).unwrap_or(0)), now)
                    .await?;
                recount(tx, touched.into_iter().collect(), traits, before, now).await?;
                Ok(added)
            })
        })
        .await
}

fn made_up(person: &NewPerson, nhs_number: NhsNumber) -> Patient {
    let born = person
        .traits
        .born
        .unwrap_or_else(|| DateOfBirth::from_date(NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or_default()));
    let family: String = person.id.to_string().chars().rev().take(8).collect();
    Patient {
        id: person.id,
        nhs_number,
        name: PersonName { given: "Logged".into(), family },
        date_of_birth: born,
        sex: person.traits.sex.unwrap_or(Sex::NotSpecified),
        practice: person.practice.clone(),
        phone: None,
        email: None,
        height_cm: None,
        asthma_onset: None,
        current_inhalers: Vec::new(),
        last_peak_flow: None,
    }
}

/// Counts the people anew and moves the counters by the difference to what was counted before the event numbered `seq`.
async fn recount(
    tx: &Write,
    people: Vec<PatientId>,
    mut traits: BTreeMap<PatientId, Traits>,
    seq: i64,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let above = all_above(tx).await?;
    let mut practices: BTreeSet<OdsCode> = BTreeSet::new();
    for portion in people.chunks(PORTION) {
        let mut all = Tally::new();
        for (patient, events) in activity_events::numbered_of_patients(tx, portion).await? {
            let known = progress::get_to_change(tx, patient).await?;
            let traits = match &known {
                Some(known) => known.traits.clone(),
                None => traits.remove(&patient).unwrap_or_default(),
            };
            let Some((_, first)) = events.first() else { continue };
            let old: Vec<_> = events.iter().filter(|(at, _)| *at <= seq).map(|(_, event)| event.fact()).collect();
            let facts: Vec<_> = events.iter().map(|(_, event)| event.fact()).collect();
            let (stands, stood) = (count(&traits, &facts), count(&traits, &old));
            merge(&mut all, stands.0, 1);
            merge(&mut all, stood.0, -1);
            for day in stood.1.active.difference(&stands.1.active) {
                active_days::remove(tx, patient, *day).await?;
            }
            let days = stands.1.active.difference(&stood.1.active);
            let days: Vec<ActiveDay> =
                days.map(|day| ActiveDay { patient, day: *day, practice: first.practice.clone() }).collect();
            active_days::insert_many(tx, &days).await?;
            let progress = Progress::of_story(patient, first.practice.clone(), traits, &stands.1);
            progress::upsert(tx, &progress).await?;
        }
        practices.extend(all.keys().map(|place| place.practice.clone()));
        counters::add(tx, counter_changes(all, &above)).await?;
    }
    let icbs: BTreeSet<OdsCode> = practices.iter().filter_map(|code| above.get(code)?.last().cloned()).collect();
    for topic in practices.into_iter().map(Topic::Practice).chain(icbs.into_iter().map(Topic::Icb)) {
        outbox::append(tx, &topic, now).await?;
    }
    Ok(())
}
