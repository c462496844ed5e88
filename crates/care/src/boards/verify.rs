//! Counting everything again from the events, to prove the figures kept beside them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::figures::{Counter, Counts, Tally, count};
use domain::{OdsCode, PatientId};
use storage::activity_events::ActivityEvent;
use storage::counters::{self, CounterKey};
use storage::progress::Progress;
use storage::{ConnectionTrait, StoreError, active_days, activity_events, organisations, progress};

use crate::events::{above_of, counter_changes, merge};
use crate::{CareError, Services};

/// People looked at at a time.
const PORTION: u64 = 500;
/// Rows of counters read at a time.
const ROWS: u64 = 2_000;
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

/// What the counters should be.
type Expected = BTreeMap<CounterKey, Counts>;

/// Counts progress, active days and counters again from the events and compares them with what is kept. Sees one state of
/// the database, however long it takes.
///
/// # Errors
/// When a row cannot be read.
pub async fn verify_metrics(services: &Services) -> Result<MetricsCheck, CareError> {
    let read = services.store.read().await?;
    let above = all_above(&*read).await?;
    let (mut check, mut expected, mut after) = (MetricsCheck::default(), Expected::new(), None);
    loop {
        let people = progress::after(&*read, after, PORTION).await?;
        let Some(last) = people.last() else { break };
        after = Some(last.patient);
        let ids: Vec<PatientId> = people.iter().map(|kept| kept.patient).collect();
        let mut events = activity_events::of_patients(&*read, &ids).await?;
        let mut tally = Tally::new();
        for kept in &people {
            let events = events.remove(&kept.patient).unwrap_or_default();
            merge(&mut tally, person(&*read, kept, &events, &mut check).await?, 1);
        }
        for (key, counts) in counters::rows_of(counter_changes(tally, &above)) {
            let sum = expected.entry(key).or_default();
            *sum = sum.plus(&counts);
        }
    }
    let all = activity_events::count(&*read).await?;
    let counted = check.events;
    check.compare(&all, &counted, || "activity_events of people without progress".into());
    compare_counters(&*read, &mut check, expected).await?;
    Ok(check)
}

/// What stands above every practice.
pub(crate) async fn all_above(conn: &impl ConnectionTrait) -> Result<BTreeMap<OdsCode, Vec<OdsCode>>, StoreError> {
    Ok(organisations::all(conn).await?.into_iter().map(|o| (o.code.clone(), above_of(&o))).collect())
}

async fn person(
    conn: &impl ConnectionTrait,
    kept: &Progress,
    events: &[ActivityEvent],
    check: &mut MetricsCheck,
) -> Result<Tally, StoreError> {
    let id = kept.patient;
    check.people += 1;
    check.events += u64::try_from(events.len()).unwrap_or(0);
    let Some(first) = events.first() else {
        check.compare(&"a row", &"no event", || format!("progress {id}"));
        return Ok(Tally::new());
    };
    let facts: Vec<_> = events.iter().map(ActivityEvent::fact).collect();
    let (tally, standing) = count(&kept.traits, &facts);
    let expected = Progress::of_story(id, first.practice.clone(), kept.traits.clone(), &standing);
    check.compare(kept, &expected, || format!("progress {id}"));
    let days: BTreeSet<NaiveDate> = active_days::of_patient(conn, id).await?.into_iter().collect();
    check.compare(&days, &standing.active, || format!("active_days {id}"));
    Ok(tally)
}

async fn compare_counters(
    conn: &impl ConnectionTrait,
    check: &mut MetricsCheck,
    mut expected: Expected,
) -> Result<(), StoreError> {
    let mut last: Option<CounterKey> = None;
    loop {
        let rows = counters::after(conn, last.as_ref(), ROWS).await?;
        for (key, kept) in &rows {
            let counted = expected.remove(key).unwrap_or_default();
            compare_row(check, key, kept, &counted);
        }
        match rows.last() {
            Some((key, _)) => last = Some(key.clone()),
            None => break,
        }
    }
    for (key, counted) in expected {
        compare_row(check, &key, &Counts::default(), &counted);
    }
    Ok(())
}

fn compare_row(check: &mut MetricsCheck, key: &CounterKey, kept: &Counts, counted: &Counts) {
    for counter in Counter::ALL {
        check.counters += 1;
        check.compare(&kept.of(counter), &counted.of(counter), || {
            let CounterKey { organisation, group, span, starts_on } = key;
            format!("counters {organisation} {group} {span} {starts_on} {}", counter.as_str())
        });
    }
}
