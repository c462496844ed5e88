//! What a listener missed before it connected.

use care::feed::{Change, Missed};
use care::{CareError, Services};
use chrono::TimeDelta;
use domain::Topic;
use storage::outbox;

/// A page is made a moment before its stream opens. Changes of this long ago are told to a first connection as well,
/// or one that falls between the two would never be shown.
const BEFORE_FIRST: TimeDelta = TimeDelta::seconds(30);
/// Changes looked through for those.
const MOST: u64 = 500;

/// What to tell first.
pub(super) struct Past {
    /// Number to go on from when the connection breaks.
    pub(super) newest: i64,
    /// What was missed of any topic.
    pub(super) missed: Missed,
}

/// Finds what was missed since `last`, the number a browser that connects again has seen.
pub(super) async fn since(services: &Services, last: Option<i64>) -> Result<Past, CareError> {
    let newest = {
        let read = services.store.read().await?;
        outbox::latest_seq(read.conn()).await?
    };
    let missed = match last {
        Some(last) => services.feed.missed(&services.store, last).await?,
        None => Missed::Changes(just_before(services, newest).await?),
    };
    Ok(Past { newest, missed })
}

async fn just_before(services: &Services, newest: i64) -> Result<Vec<Change>, CareError> {
    let read = services.store.read().await?;
    let rows = outbox::after(read.conn(), newest.saturating_sub(MOST.cast_signed()), MOST).await?;
    let recent = services.now() - BEFORE_FIRST;
    Ok(rows.into_iter().filter(|row| row.at >= recent).map(|row| Change { seq: row.seq, topic: row.topic }).collect())
}

/// One event for each topic says as much as one for each change.
pub(super) fn last_of_each(changes: Vec<Change>, topics: &[Topic]) -> Vec<Change> {
    let mut last: Vec<Change> = Vec::new();
    for change in changes.into_iter().filter(|change| topics.contains(&change.topic)) {
        last.retain(|earlier| earlier.topic != change.topic);
        last.push(change);
    }
    last
}
