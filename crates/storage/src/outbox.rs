//! Which screens must look again, written in the same transaction as the change they must show.

use chrono::{DateTime, Utc};
use domain::Topic;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::entities::outbox::{ActiveModel, COLUMN, Entity};
use crate::map::{Row, insert};

/// PostgreSQL channel on which nodes hear of each other's commits.
pub(crate) const CHANNEL: &str = "passport_outbox";

/// Key of the lock that makes numbers grow in the order of commits.
const ORDER_LOCK: i64 = 0x5041_5354;

/// A topic that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Number; grows in the order of commits.
    pub seq: i64,
    /// What changed.
    pub topic: Topic,
    /// When.
    pub at: DateTime<Utc>,
}

/// Says that a topic changes with this transaction. Make it the last thing a transaction does: on PostgreSQL others
/// that say so too wait until this one commits, so that nobody who reads on from a number misses a smaller one.
///
/// # Errors
/// When the database fails.
pub async fn append(conn: &impl ConnectionTrait, topic: &Topic, at: DateTime<Utc>) -> Result<(), StoreError> {
    if conn.get_database_backend() == DbBackend::Postgres {
        let announce = format!("SELECT pg_advisory_xact_lock({ORDER_LOCK}), pg_notify('{CHANNEL}', '')");
        conn.query_one_raw(sea_orm::Statement::from_string(DbBackend::Postgres, announce)).await?;
    }
    insert(conn, ActiveModel { seq: NotSet, topic: Set(topic.to_string()), at: Set(at) }).await
}

/// Changes after the one numbered `seq`, oldest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn after(conn: &impl ConnectionTrait, seq: i64, limit: u64) -> Result<Vec<OutboxRow>, StoreError> {
    let rows = Entity::find().filter(COLUMN.seq.gt(seq)).order_by_asc(COLUMN.seq).limit(limit).all(conn).await?;
    rows.into_iter()
        .map(|model| {
            let topic = Row::new("outbox", &model.seq).read("topic", model.topic.parse().ok())?;
            Ok(OutboxRow { seq: model.seq, topic, at: model.at })
        })
        .collect()
}

/// Number of the newest change; 0 before the first and after everything was pruned.
///
/// # Errors
/// When the database fails.
pub async fn latest_seq(conn: &impl ConnectionTrait) -> Result<i64, StoreError> {
    Ok(Entity::find().order_by_desc(COLUMN.seq).one(conn).await?.map_or(0, |model| model.seq))
}

/// Removes changes from before a moment, but never the newest, whose number readers go on from; how many.
///
/// # Errors
/// When the database fails.
pub async fn prune(conn: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let newest = latest_seq(conn).await?;
    let removed = Entity::delete_many().filter(COLUMN.at.lt(before)).filter(COLUMN.seq.lt(newest)).exec(conn).await?;
    Ok(removed.rows_affected)
}
