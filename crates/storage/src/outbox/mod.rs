//! Which screens must look again, written in the same transaction as the change they must show.

mod reader;

pub use reader::{OutboxReader, Portion};

use chrono::{DateTime, Utc};
use domain::Topic;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};

use crate::entities::outbox::{ActiveModel, COLUMN, Entity, Model};
use crate::map::{Row, Taken, insert_many};
use crate::{StoreError, writer};

/// A topic that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Number. On PostgreSQL a smaller one may be committed later; [`OutboxReader`] knows.
    pub seq: i64,
    /// What changed.
    pub topic: Topic,
    /// When.
    pub at: DateTime<Utc>,
}

/// Says that a topic changes with this transaction.
///
/// # Errors
/// When the database fails.
pub async fn append(conn: &impl ConnectionTrait, topic: &Topic, at: DateTime<Utc>) -> Result<(), StoreError> {
    append_all(conn, std::slice::from_ref(topic), at).await
}

/// Says that these topics change with this transaction, in one statement.
///
/// # Errors
/// When the database fails.
pub async fn append_all(conn: &impl ConnectionTrait, topics: &[Topic], at: DateTime<Utc>) -> Result<(), StoreError> {
    if topics.is_empty() {
        return Ok(());
    }
    if conn.get_database_backend() == DbBackend::Postgres {
        // A transaction has its own number before it takes one here: [`OutboxReader`] counts on it.
        conn.query_one_raw(Statement::from_string(DbBackend::Postgres, "SELECT pg_current_xact_id()::text")).await?;
        writer::tell_neighbours();
    }
    let rows = topics.iter().map(|topic| ActiveModel { seq: NotSet, topic: Set(topic.to_string()), at: Set(at) });
    insert_many(conn, rows.collect(), Taken::Refuse).await?;
    Ok(())
}

/// Changes with numbers after `seq`, smallest first, as far as they are committed.
///
/// # Errors
/// When a row cannot be read.
pub async fn after(conn: &impl ConnectionTrait, seq: i64, limit: u64) -> Result<Vec<OutboxRow>, StoreError> {
    let rows = Entity::find().filter(COLUMN.seq.gt(seq)).order_by_asc(COLUMN.seq).limit(limit).all(conn).await?;
    rows.into_iter().map(read).collect()
}

fn read(model: Model) -> Result<OutboxRow, StoreError> {
    let topic = Row::new("outbox", &model.seq).read("topic", model.topic.parse().ok())?;
    Ok(OutboxRow { seq: model.seq, topic, at: model.at })
}

/// Number of the newest change; 0 before the first and after everything was pruned.
///
/// # Errors
/// When the database fails.
pub async fn latest_seq(conn: &impl ConnectionTrait) -> Result<i64, StoreError> {
    Ok(Entity::find().order_by_desc(COLUMN.seq).one(conn).await?.map_or(0, |model| model.seq))
}

/// Smallest number that is kept; 0 when there is none.
///
/// # Errors
/// When the database fails.
pub async fn oldest_seq(conn: &impl ConnectionTrait) -> Result<i64, StoreError> {
    Ok(Entity::find().order_by_asc(COLUMN.seq).one(conn).await?.map_or(0, |model| model.seq))
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
