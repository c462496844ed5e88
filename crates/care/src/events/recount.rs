//! Counting somebody anew: when what is known of them changed, and to prove or rebuild the figures.

use std::collections::BTreeMap;

use domain::figures::{Tally, Traits, count};
use domain::{OdsCode, PatientId};
use storage::activity_events::{self, ActivityEvent};
use storage::{ConnectionTrait, StoreError, Write, patients, progress, screenings};

use super::above;
use super::changes::{Counted, merge};
use crate::CareError;

/// The groups of a person follow from the register and from what was said of them last.
pub(crate) async fn traits_of(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Traits, StoreError> {
    let known = patients::own(conn, patient).await?;
    let said = screenings::latest(conn, patient).await?.map(|(said, _)| said);
    Ok(Traits {
        born: known.as_ref().map(|known| known.date_of_birth),
        sex: known.as_ref().map(|known| known.sex),
        ethnicity: said.as_ref().and_then(|said| said.ethnicity.clone()),
        deprivation: known.as_ref().and_then(|known| known.deprivation),
        language: said.map(|said| said.language),
    })
}

/// Counts a person in the groups that they now belong to, for all the days there were: after their record changed or
/// something else was said of them. Call it before the outbox is written to.
///
/// # Errors
/// When the database fails.
pub(crate) async fn retell(tx: &Write, patient: PatientId) -> Result<(), CareError> {
    let Some(held) = progress::hold(tx, patient).await? else { return Ok(()) };
    let known = held.progress;
    let mut traits = traits_of(tx, patient).await?;
    // An outside event log may say what the register does not.
    traits.deprivation = traits.deprivation.or(known.traits.deprivation);
    if traits == known.traits {
        return Ok(());
    }
    let facts: Vec<_> = activity_events::of_patient(tx, patient).await?.iter().map(ActivityEvent::fact).collect();
    let (mut tally, _) = count(&traits, &facts);
    merge(&mut tally, count(&known.traits, &facts).0, -1);
    let mut practices = BTreeMap::new();
    for place in tally.keys() {
        if !practices.contains_key(&place.practice) {
            practices.insert(place.practice.clone(), above(tx, &place.practice).await?);
        }
    }
    let mut counted = Counted::default();
    counted.add(tally, 1, held.also);
    counted.keep(tx, held.current, &practices).await?;
    progress::upsert(tx, &progress::Progress { traits, ..known }).await?;
    Ok(())
}

/// Everything that is counted at one practice.
///
/// # Errors
/// When a row cannot be read.
pub(crate) async fn of_practice(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Tally, StoreError> {
    let mut all = Tally::new();
    let people = activity_events::people_at(conn, practice).await?;
    for portion in people.chunks(200) {
        for (patient, events) in activity_events::of_patients(conn, portion).await? {
            let traits = progress::get(conn, patient).await?.map(|known| known.traits).unwrap_or_default();
            let facts: Vec<_> = events.iter().map(ActivityEvent::fact).collect();
            let (mut tally, _) = count(&traits, &facts);
            tally.retain(|place, _| place.practice == *practice);
            merge(&mut all, tally, 1);
        }
    }
    Ok(all)
}
