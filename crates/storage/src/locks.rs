//! Rows that somebody else changes.

use sea_orm::{ConnectionTrait, DbBackend};

use crate::StoreError;

/// From here on this transaction waits half a second for a row that another one holds, and then fails with
/// [`StoreError::Busy`]. SQLite has one writer, who waits for nobody.
///
/// # Errors
/// When the database fails.
pub async fn wait_briefly(conn: &impl ConnectionTrait) -> Result<(), StoreError> {
    if conn.get_database_backend() == DbBackend::Postgres {
        conn.execute_unprepared("SET LOCAL lock_timeout = '500ms'").await?;
    }
    Ok(())
}
