//! What a listener missed before it connected.

use care::feed::Missed;
use care::{CareError, Services};
use chrono::TimeDelta;
use domain::Topic;
use storage::outbox;

/// A page is made a moment before its stream opens. Changes of this long ago are told to a first connection as well,
/// or one that falls between the two would never be shown.
const BEFORE_FIRST: TimeDelta = TimeDelta::seconds(30);
/// Changes looked through for those.
const MOST: u64 = 500;

/// Finds what was missed since `last`, the number a browser that connects again has seen.
pub(super) async fn since(services: &Services, last: Option<i64>) -> Result<Missed, CareError> {
    match last {
        Some(last) => services.feed.missed(&services.store, last).await,
        None => Ok(Missed::Topics(just_before(services).await?)),
    }
}

async fn just_before(services: &Services) -> Result<Vec<Topic>, CareError> {
    let read = services.store.read().await?;
    let newest = outbox::latest_seq(read.conn()).await?;
    let rows = outbox::after(read.conn(), newest.saturating_sub(MOST.cast_signed()), MOST).await?;
    let recent = services.now() - BEFORE_FIRST;
    Ok(rows.into_iter().filter(|row| row.at >= recent).map(|row| row.topic).collect())
}
