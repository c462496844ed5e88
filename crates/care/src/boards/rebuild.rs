//! Counting everything anew from the events, when their figures are missing or are not to be trusted.

use std::collections::BTreeSet;

use domain::PatientId;
use domain::figures::{Tally, count};
use storage::active_days::{self, ActiveDay};
use storage::activity_events::{self, ActivityEvent};
use storage::progress::{self, Progress};
use storage::{Write, counters};

use super::verify::all_above;
use crate::events::{counter_changes, merge};
use crate::{CareError, Services};

/// People counted at a time.
const PORTION: u64 = 500;

/// Whether there are events and nothing was counted from them: after the counters took another shape.
///
/// # Errors
/// When the database fails.
pub async fn figures_missing(services: &Services) -> Result<bool, CareError> {
    let read = services.store.read().await?;
    Ok(counters::is_empty(&*read).await? && !activity_events::after(&*read, 0, 1).await?.is_empty())
}

/// Counts progress, active days and counters anew from the events, all of it or nothing; how many people there are. Writers
/// wait until it is done, readers see the figures of before.
///
/// # Errors
/// When the database fails.
pub async fn rebuild_figures(services: &Services) -> Result<u64, CareError> {
    services.store.write(|tx| Box::pin(async move { rebuild(tx).await })).await
}

async fn rebuild(tx: &Write) -> Result<u64, CareError> {
    counters::clear(tx).await?;
    let above = all_above(tx).await?;
    let (mut people_counted, mut after) = (0, None);
    loop {
        let people = progress::after(tx, after, PORTION).await?;
        let Some(last) = people.last() else { return Ok(people_counted) };
        after = Some(last.patient);
        let ids: Vec<PatientId> = people.iter().map(|kept| kept.patient).collect();
        let mut events = activity_events::of_patients(tx, &ids).await?;
        let mut tally = Tally::new();
        for kept in people {
            let events = events.remove(&kept.patient).unwrap_or_default();
            merge(&mut tally, person(tx, kept, &events).await?, 1);
            people_counted += 1;
        }
        counters::add(tx, counter_changes(tally, &above)).await?;
    }
}

async fn person(tx: &Write, kept: Progress, events: &[ActivityEvent]) -> Result<Tally, CareError> {
    let facts: Vec<_> = events.iter().map(ActivityEvent::fact).collect();
    let (tally, standing) = count(&kept.traits, &facts);
    let now = Progress::of_story(kept.patient, kept.practice.clone(), kept.traits.clone(), &standing);
    if now != kept {
        progress::upsert(tx, &now).await?;
    }
    let days: BTreeSet<_> = active_days::of_patient(tx, kept.patient).await?.into_iter().collect();
    for day in days.difference(&standing.active) {
        active_days::remove(tx, kept.patient, *day).await?;
    }
    let new = standing.active.difference(&days);
    let new: Vec<ActiveDay> =
        new.map(|day| ActiveDay { patient: kept.patient, day: *day, practice: now.practice.clone() }).collect();
    active_days::insert_many(tx, &new).await?;
    Ok(tally)
}
