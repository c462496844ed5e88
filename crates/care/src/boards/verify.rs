//! Counting everything again from the events, to prove the figures kept beside them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{EventKind, OdsCode, PatientId};
use storage::activity_events::ActivityEvent;
use storage::progress::Progress;
use storage::{
    ConnectionTrait, StoreError, active_days, activity_events, organisations, plan_versions, progress, rollups,
};

use crate::events::{above_of, tally};
use crate::{CareError, Services};

/// People looked at at a time.
const PORTION: u64 = 500;
/// Most differences listed.
const MOST_LISTED: usize = 100;

/// What a recount found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricsCheck {
    /// Events counted.
    pub events: u64,
    /// People counted.
    pub people: u64,
    /// Day counters compared.
    pub counters: u64,
    /// Differences found.
    pub differences: u64,
    /// The first hundred of them.
    pub listed: Vec<Difference>,
}

/// A figure that is not what the events say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which figure: table, key and column; identifiers and codes only.
    pub figure: String,
    /// As kept.
    pub kept: String,
    /// As counted.
    pub counted: String,
}

impl MetricsCheck {
    /// Every figure is what the events say.
    pub const fn agrees(&self) -> bool {
        self.differences == 0
    }

    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, kept: &T, counted: &T, figure: impl FnOnce() -> String) {
        if kept == counted {
            return;
        }
        self.differences += 1;
        if self.listed.len() < MOST_LISTED {
            let difference =
                Difference { figure: figure(), kept: format!("{kept:?}"), counted: format!("{counted:?}") };
            self.listed.push(difference);
        }
    }
}

type Counters = BTreeMap<(OdsCode, String, NaiveDate), i64>;

/// Counts progress, active days and day counters again from the events and compares them with what is kept. Sees one
/// state of the database, however long it takes.
///
/// # Errors
/// When a row cannot be read.
pub async fn verify_metrics(services: &Services) -> Result<MetricsCheck, CareError> {
    let read = services.store.read().await?;
    let above: BTreeMap<OdsCode, Vec<OdsCode>> =
        organisations::all(&*read).await?.into_iter().map(|o| (o.code.clone(), above_of(&o))).collect();
    let (mut check, mut counters, mut after) = (MetricsCheck::default(), Counters::new(), None);
    loop {
        let people = progress::after(&*read, after, PORTION).await?;
        let Some(last) = people.last() else { break };
        after = Some(last.patient);
        for kept in &people {
            person(&*read, kept, &above, &mut check, &mut counters).await?;
        }
    }
    let all = activity_events::count(&*read).await?;
    let counted = check.events;
    check.compare(&all, &counted, || "activity_events of people without progress".into());
    compare_counters(&*read, &mut check, counters).await?;
    Ok(check)
}

async fn person(
    conn: &impl ConnectionTrait,
    kept: &Progress,
    above: &BTreeMap<OdsCode, Vec<OdsCode>>,
    check: &mut MetricsCheck,
    counters: &mut Counters,
) -> Result<(), StoreError> {
    let id = kept.patient;
    let events = activity_events::of_patient(conn, id).await?;
    check.people += 1;
    check.events += u64::try_from(events.len()).unwrap_or(0);
    let Some(counted) = tally::count_person(id, &events) else {
        check.compare(&"a row", &"no event", || format!("progress {id}"));
        return Ok(());
    };
    let expected = Progress {
        source: kept.source,
        plan_review_due: review_due(conn, id, &events).await?,
        ..counted.progress.clone()
    };
    check.compare(kept, &expected, || format!("progress {id}"));
    check.compare(&kept.source.is_some(), &kept.registered_day.is_some(), || format!("progress {id} source"));
    check.compare(&expected.plan_review_due.is_some(), &counted.plan_in_force, || format!("plan_versions {id}"));
    let days: BTreeSet<NaiveDate> = active_days::of_patient(conn, id).await?.into_iter().collect();
    check.compare(&days, &counted.active_days, || format!("active_days {id}"));
    for ((practice, counter, day), by) in counted.counters {
        let below: &[OdsCode] = above.get(&practice).map_or(&[], Vec::as_slice);
        for organisation in std::iter::once(&practice).chain(below) {
            *counters.entry((organisation.clone(), counter.to_owned(), day)).or_insert(0) += by;
        }
    }
    Ok(())
}

/// The review date is no event's to tell: it stands on the plan.
async fn review_due(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    events: &[ActivityEvent],
) -> Result<Option<NaiveDate>, StoreError> {
    if !events.iter().any(|event| event.kind == EventKind::PlanSigned) {
        return Ok(None);
    }
    Ok(plan_versions::current(conn, patient).await?.map(|version| version.plan.review_due()))
}

async fn compare_counters(
    conn: &impl ConnectionTrait,
    check: &mut MetricsCheck,
    mut counted: Counters,
) -> Result<(), StoreError> {
    for kept in rollups::all(conn).await? {
        let key = (kept.organisation, kept.metric, kept.day);
        let expected = counted.remove(&key).unwrap_or(0);
        check.counters += 1;
        check.compare(&kept.value, &expected, || figure(&key));
    }
    for (key, expected) in counted {
        check.counters += 1;
        check.compare(&0, &expected, || figure(&key));
    }
    Ok(())
}

fn figure((organisation, metric, day): &(OdsCode, String, NaiveDate)) -> String {
    format!("rollups {organisation} {metric} {day}")
}
