//! Single values that belong to the whole database, such as whether the demonstration was loaded.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryTrait};

use crate::StoreError;
use crate::entities::settings::{COLUMN, Entity, Model};

/// The value under this key.
///
/// # Errors
/// When the database fails.
pub async fn get(conn: &impl ConnectionTrait, key: &str) -> Result<Option<String>, StoreError> {
    Ok(Entity::find_by_id(key).one(conn).await?.map(|row| row.value))
}

/// Sets the value under this key.
///
/// # Errors
/// When the database fails.
pub async fn put(conn: &impl ConnectionTrait, key: &str, value: &str) -> Result<(), StoreError> {
    let row = Model { key: key.to_owned(), value: value.to_owned() }.into_active_model();
    let again = OnConflict::column(COLUMN.key.0).update_column(COLUMN.value.0).to_owned();
    conn.execute(&Entity::insert(row).on_conflict(again).into_query()).await?;
    Ok(())
}

/// Sets the value under this key unless one is there; the value that holds. Two programs that start at the same moment
/// agree on one.
///
/// # Errors
/// When the database fails.
pub async fn put_first(conn: &impl ConnectionTrait, key: &str, value: String) -> Result<String, StoreError> {
    let row = Model { key: key.to_owned(), value: value.clone() }.into_active_model();
    // Waits for another's insert that is under way, so that its value is seen below.
    let first = OnConflict::column(COLUMN.key.0).do_nothing().to_owned();
    conn.execute(&Entity::insert(row).on_conflict(first).into_query()).await?;
    Ok(get(conn, key).await?.unwrap_or(value))
}
