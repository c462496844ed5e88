//! Tries per key and window, so that guessing is slow. Keys are hashed by the caller when they stand for a person.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryTrait};

use crate::StoreError;
use crate::entities::attempts::{COLUMN, Entity, Model};

/// Counts one try in the window that starts then, and answers how many that makes.
///
/// # Errors
/// When the database fails.
pub async fn bump(conn: &impl ConnectionTrait, key: &str, window_start: DateTime<Utc>) -> Result<i64, StoreError> {
    let again = OnConflict::columns([COLUMN.key.0, COLUMN.window_start.0])
        .value(COLUMN.count, Expr::col((Entity, COLUMN.count)).add(1_i64))
        .to_owned();
    let row = Model { key: key.to_owned(), window_start, count: 1 }.into_active_model();
    conn.execute(&Entity::insert(row).on_conflict(again).into_query()).await?;
    let row = Entity::find_by_id((key.to_owned(), window_start)).one(conn).await?;
    Ok(row.map_or(1, |row| row.count))
}

/// Tries in windows that start at a moment or later.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &impl ConnectionTrait, key: &str, since: DateTime<Utc>) -> Result<i64, StoreError> {
    let query = Query::select()
        .expr(Func::cast_as(Func::sum(Expr::col(COLUMN.count)), "bigint"))
        .from(Entity)
        .and_where(COLUMN.key.eq(key))
        .and_where(COLUMN.window_start.gte(since))
        .take();
    let row = conn.query_one(&query).await?;
    Ok(row.map(|row| row.try_get_by_index::<Option<i64>>(0)).transpose()?.flatten().unwrap_or(0))
}

/// Forgets windows that started before a moment; how many.
///
/// # Errors
/// When the database fails.
pub async fn prune(conn: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(COLUMN.window_start.lt(before)).exec(conn).await?.rows_affected)
}
