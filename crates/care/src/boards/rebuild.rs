//! Counting everything anew from the events, when their figures are missing or are not to be trusted.

use std::collections::BTreeMap;

use domain::figures::{Counts, Tally};
use domain::{OdsCode, OrganisationKind, PatientId};
use storage::counters::{self, CounterKey};
use storage::{ConnectionTrait, StoreError, activity_events, organisations, progress};
use tokio::task::{JoinError, JoinSet};

use super::recount::{self, People};
use super::verify::all_above;
use crate::events::{counter_changes, merge};
use crate::{CareError, Refused, Services};

/// People counted at a time.
const PORTION: usize = 100;
/// Portions counted at the same time.
const TOGETHER: usize = 3;
/// Rows of counters gathered before they are written.
const GATHERED: usize = 100_000;
/// Rows of counters in one transaction.
const ROWS: usize = 2_048;
/// Rounds through everybody for whom others were changing something just then.
const ROUNDS: usize = 3;

/// What stands above each practice.
type Above = BTreeMap<OdsCode, Vec<OdsCode>>;
/// Rows that are not written yet.
type Rows = BTreeMap<CounterKey, Counts>;

/// Whether there are events and nothing was counted from them: after the counters took another shape.
///
/// # Errors
/// When the database fails.
pub async fn figures_missing(services: &Services) -> Result<bool, CareError> {
    let read = services.store.read().await?;
    Ok(counters::is_empty(&*read).await? && !activity_events::after(&*read, 0, 1).await?.is_empty())
}

/// Counts progress, active days and counters anew from the events; how many people there are. Others go on reading and
/// writing meanwhile: a new generation of counters is counted beside the one that is shown, person by person. What is written
/// of a person who is counted already is added to both. At the end one transaction shows the new one.
///
/// # Errors
/// `Refused::Conflict` when somebody began to count anew after this, or organisations were moved; when the database fails.
/// Then the figures are as they were.
pub async fn rebuild_figures(services: &Services) -> Result<u64, CareError> {
    let generation =
        services.store.write(|tx| Box::pin(async move { Ok::<_, CareError>(counters::begin(tx).await?) })).await?;
    let read = services.store.read().await?;
    let above = all_above(&*read).await?;
    let practices = practices(&*read).await?;
    drop(read);
    let (mut rows, mut people) = (Rows::new(), 0);
    for _ in 0..ROUNDS {
        people += round(services, generation, &practices, &above, &mut rows).await?;
    }
    write_rows(services, generation, std::mem::take(&mut rows)).await?;
    people += show(services, generation, above).await?;
    for organisation in practices.iter().chain(&icbs(services).await?) {
        let organisation = organisation.clone();
        let removed = services.store.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move { counters::remove_others(tx, &organisation, generation).await })
        });
        removed.await?;
    }
    Ok(people)
}

async fn practices(conn: &impl ConnectionTrait) -> Result<Vec<OdsCode>, StoreError> {
    let all = organisations::all(conn).await?.into_iter();
    Ok(all.filter(|one| one.kind == OrganisationKind::Practice).map(|practice| practice.code).collect())
}

async fn icbs(services: &Services) -> Result<Vec<OdsCode>, StoreError> {
    let all = organisations::all(&*services.store.read().await?).await?.into_iter();
    Ok(all.filter(|one| one.kind == OrganisationKind::Icb).map(|icb| icb.code).collect())
}

/// Everybody not counted yet, but for those whom others are changing just now; how many.
async fn round(
    services: &Services,
    generation: i32,
    practices: &[OdsCode],
    above: &Above,
    rows: &mut Rows,
) -> Result<u64, CareError> {
    let (mut people, mut counting) = (0, JoinSet::new());
    // Practice by practice, so that the rows of one are gathered before they are written.
    for practice in practices {
        let read = services.store.read().await?;
        let left = progress::uncounted(&*read, Some(practice), generation).await?;
        drop(read);
        for portion_of in chunks(left) {
            if counting.len() == TOGETHER
                && let Some(counted) = counting.join_next().await
            {
                people += take(services, generation, above, rows, counted).await?;
            }
            let services = services.clone();
            counting.spawn(async move { portion(&services, generation, portion_of).await });
        }
    }
    while let Some(counted) = counting.join_next().await {
        people += take(services, generation, above, rows, counted).await?;
    }
    Ok(people)
}

/// Gathers what a portion adds, and writes what was gathered when it is much.
async fn take(
    services: &Services,
    generation: i32,
    above: &Above,
    rows: &mut Rows,
    counted: Result<Result<(Tally, u64), CareError>, JoinError>,
) -> Result<u64, CareError> {
    let (tally, people) = counted.map_err(|_| CareError::broken("counting people anew broke down"))??;
    gather(rows, tally, above);
    if rows.len() > GATHERED {
        // Those of ICBs are changed by every portion.
        let last = |key: &CounterKey| above.get(&key.organisation).is_none_or(Vec::is_empty);
        let (kept, mut ready): (Rows, Rows) = std::mem::take(rows).into_iter().partition(|(key, _)| last(key));
        if kept.len() > GATHERED / 2 {
            ready.extend(kept);
        } else {
            *rows = kept;
        }
        write_rows(services, generation, ready).await?;
    }
    Ok(people)
}

fn chunks(people: Vec<PatientId>) -> Vec<Vec<PatientId>> {
    people.chunks(PORTION).map(<[PatientId]>::to_vec).collect()
}

fn gather(rows: &mut Rows, tally: Tally, above: &Above) {
    for (key, counts) in counters::rows_of(counter_changes(tally, above)) {
        let sum = rows.entry(key).or_default();
        *sum = sum.plus(&counts);
    }
}

/// Counts these people, reading them beside everybody's writes, and marks those who did not change meanwhile.
async fn portion(services: &Services, generation: i32, people: Vec<PatientId>) -> Result<(Tally, u64), CareError> {
    let read = services.store.read().await?;
    let kept = progress::of_patients(&*read, &people).await?;
    let counted = People::count(&*read, kept).await?;
    drop(read);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !counters::is_counting(tx, generation).await? {
                    return Err(Refused::Conflict.into());
                }
                let free = progress::hold_free(tx, &people, generation).await?;
                let unchanged = counted.unchanged(tx, free).await?;
                Ok(recount::keep(tx, unchanged, generation).await?)
            })
        })
        .await
}

async fn write_rows(services: &Services, generation: i32, rows: Rows) -> Result<(), CareError> {
    let mut left = rows.into_iter();
    loop {
        let portion: Rows = left.by_ref().take(ROWS).collect();
        if portion.is_empty() {
            return Ok(());
        }
        let write = services.store.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move { counters::add_to(tx, generation, portion).await })
        });
        write.await?;
    }
}

/// Counts whoever is left and shows the new generation, while everybody who writes waits; how many were left.
async fn show(services: &Services, generation: i32, above: Above) -> Result<u64, CareError> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                progress::hold_everybody(tx).await?;
                if !counters::is_counting(tx, generation).await? {
                    return Err(Refused::Conflict.into());
                }
                let (mut all, mut people) = (Tally::new(), 0);
                for left in chunks(progress::uncounted(tx, None, generation).await?) {
                    let kept = progress::of_patients(tx, &left).await?;
                    let counted = People::count(tx, kept).await?;
                    let (tally, more) = recount::keep(tx, counted, generation).await?;
                    merge(&mut all, tally, 1);
                    people += more;
                }
                counters::add_to(tx, generation, counters::rows_of(counter_changes(all, &above))).await?;
                counters::show(tx, generation).await?;
                Ok(people)
            })
        })
        .await
}
