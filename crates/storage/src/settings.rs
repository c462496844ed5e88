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
