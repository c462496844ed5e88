//! Refused forms on their way back to a browser without WASM: short-lived and taken once.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, EntityTrait, JsonValue, QueryFilter};

use crate::StoreError;
use crate::entities::form_returns::{COLUMN, Entity, Model};
use crate::map::insert;

/// Keeps a refused form under a secret id.
///
/// # Errors
/// When the id is taken.
pub async fn put(
    conn: &impl ConnectionTrait,
    id: &str,
    body: &JsonValue,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert(conn, Model { id: id.to_owned(), body: body.clone(), expires_at }).await
}

/// Takes a refused form out; a second time, and after its time, there is none.
///
/// # Errors
/// When the database fails.
pub async fn take(conn: &impl ConnectionTrait, id: &str, now: DateTime<Utc>) -> Result<Option<JsonValue>, StoreError> {
    let Some(row) = Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    let removed = Entity::delete_many().filter(COLUMN.id.eq(id)).exec(conn).await?;
    // Of two that take at the same moment, one has removed it.
    Ok((removed.rows_affected > 0 && row.expires_at > now).then_some(row.body))
}

/// Removes forms nobody came back for; how many.
///
/// # Errors
/// When the database fails.
pub async fn prune(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(COLUMN.expires_at.lte(now)).exec(conn).await?.rows_affected)
}
