//! Writing an event log, and counting whom it touches.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use chrono::{DateTime, NaiveDate, Utc};
use domain::figures::{Traits, count};
use domain::patient::Patient;
use domain::{DateOfBirth, NhsNumber, OdsCode, PatientId, PersonName, Sex, Topic};
use storage::active_days::{self, ActiveDay};
use storage::activity_events;
use storage::audit::Actor;
use storage::progress::{self, Progress};
use storage::{Write, counters, outbox, patients};

use super::super::report::ImportReport;
use super::super::table::Table;
use super::row::{OPTIONAL, REQUIRED};
use super::{Again, People, Seen, checked};
use crate::audit::{Act, note};
use crate::boards::all_above;
use crate::events::Counted;
use crate::simulate::Numbers;
use crate::{CareError, Refused, Services};

/// People counted at a time.
const PORTION: usize = 200;
/// Events written at a time.
const ROWS: usize = 5_000;
/// Places counted before they are added to the counters.
const PLACES: usize = 50_000;

/// Writes everything at once; how many events were new.
pub(super) async fn write(
    services: &Services,
    log: Again<impl Read + Send + 'static>,
    people: People,
) -> Result<u64, CareError> {
    let now = services.clock.now();
    // In the order of practices, so that people who are counted together count at the same places.
    let mut people: Vec<(PatientId, Seen)> = people.into_iter().collect();
    people.sort_by(|(a, seen), (b, other)| (&seen.practice, a).cmp(&(&other.practice, b)));
    let ids: Vec<PatientId> = people.iter().map(|(id, _)| *id).collect();
    let known = {
        let read = services.store.read().await?;
        patients::known_ids(&*read, &ids).await?
    };
    people.retain(|(id, _)| !known.contains(id));
    let numbers = Numbers::from(0).take(services, people.len()).await?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let mut numbers = numbers.into_iter();
                for portion in people.chunks(PORTION) {
                    let portion: Vec<Patient> = portion
                        .iter()
                        .zip(&mut numbers)
                        .map(|((id, seen), number)| made_up(*id, seen, number))
                        .collect();
                    patients::insert_many(tx, &portion, now).await?;
                }
                let before = activity_events::last_seq(tx).await?;
                let added = events(tx, log).await?;
                let traits = people.into_iter().map(|(id, seen)| (id, seen.traits)).collect();
                note(tx, &Act::new(Actor::System, "events_imported").with(usize::try_from(added).unwrap_or(0)), now)
                    .await?;
                recount(tx, ids, traits, before, now).await?;
                Ok(added)
            })
        })
        .await
}

/// Writes the events; how many were new.
async fn events(tx: &Write, Again { file, rules }: Again<impl Read + Send>) -> Result<u64, CareError> {
    let mut table = Table::open(file, &REQUIRED, &OPTIONAL).map_err(|_| Refused::Conflict)?;
    let (mut added, mut rows, mut report) = (0, Vec::with_capacity(ROWS), ImportReport::default());
    loop {
        let row = checked(&mut table, &rules, &mut report);
        // Every row was good a moment ago: the file is another one now, and nothing of it is kept.
        if !report.is_clean() {
            return Err(Refused::Conflict.into());
        }
        let over = row.is_none();
        rows.extend(row.flatten().map(|row| row.event));
        if over || rows.len() == ROWS {
            added += activity_events::insert_many(tx, &rows).await?;
            rows.clear();
        }
        if over {
            return Ok(added);
        }
    }
}

fn made_up(id: PatientId, seen: &Seen, nhs_number: NhsNumber) -> Patient {
    let born = seen
        .traits
        .born
        .unwrap_or_else(|| DateOfBirth::from_date(NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or_default()));
    let family: String = id.to_string().chars().rev().take(8).collect();
    Patient {
        id,
        nhs_number,
        name: PersonName { given: "Logged".into(), family },
        date_of_birth: born,
        sex: seen.traits.sex.unwrap_or(Sex::NotSpecified),
        practice: seen.practice.clone(),
        phone: None,
        email: None,
        height_cm: None,
        asthma_onset: None,
        current_inhalers: Vec::new(),
        last_peak_flow: None,
        deprivation: None,
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
    let mut all = Counted::default();
    for portion in people.chunks(PORTION) {
        let (mut new, mut active) = (Vec::new(), Vec::new());
        for (patient, events) in activity_events::numbered_of_patients(tx, portion).await? {
            let known = progress::hold(tx, patient).await?;
            let traits = match &known {
                Some(known) => known.progress.traits.clone(),
                None => traits.remove(&patient).unwrap_or_default(),
            };
            let Some((_, first)) = events.first() else { continue };
            let old: Vec<_> = events.iter().filter(|(at, _)| *at <= seq).map(|(_, event)| event.fact()).collect();
            let facts: Vec<_> = events.iter().map(|(_, event)| event.fact()).collect();
            let (stands, stood) = (count(&traits, &facts), count(&traits, &old));
            let also = known.as_ref().and_then(|known| known.also);
            all.add(stands.0, 1, also);
            all.add(stood.0, -1, also);
            for day in stood.1.active.difference(&stands.1.active) {
                active_days::remove(tx, patient, *day).await?;
            }
            let days = stands.1.active.difference(&stood.1.active);
            active.extend(days.map(|day| ActiveDay { patient, day: *day, practice: first.practice.clone() }));
            let progress = Progress::of_story(patient, first.practice.clone(), traits, &stands.1);
            match known {
                Some(_) => progress::upsert(tx, &progress).await?,
                None => new.push(progress),
            }
        }
        progress::insert_many(tx, &new).await?;
        active_days::insert_many(tx, &active).await?;
        if all.places() >= PLACES {
            keep(tx, std::mem::take(&mut all), &above, &mut practices).await?;
        }
    }
    keep(tx, all, &above, &mut practices).await?;
    let icbs: BTreeSet<OdsCode> = practices.iter().filter_map(|code| above.get(code)?.last().cloned()).collect();
    for topic in practices.into_iter().map(Topic::Practice).chain(icbs.into_iter().map(Topic::Icb)) {
        outbox::append(tx, &topic, now).await?;
    }
    Ok(())
}

async fn keep(
    tx: &Write,
    counted: Counted,
    above: &BTreeMap<OdsCode, Vec<OdsCode>>,
    practices: &mut BTreeSet<OdsCode>,
) -> Result<(), CareError> {
    practices.extend(counted.practices());
    counted.keep(tx, counters::current(tx).await?, above).await?;
    Ok(())
}
