//! A standby of the PostgreSQL server, for reads that take long: those of boards. It is used only when it has everything that
//! was committed before it was asked, so that nobody sees an older figure than a moment ago; else the server itself answers.

use std::time::Duration;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};

use crate::open::postgres_options;
use crate::{DatabaseUrl, OpenError};

const CONNECTIONS: u32 = 8;
/// Longer than this nobody waits for it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Connections to the standby, made when they are needed: one that is away keeps nobody from starting.
pub(crate) async fn connect(url: &DatabaseUrl) -> Result<DatabaseConnection, OpenError> {
    let mut options = postgres_options(url, CONNECTIONS);
    options.min_connections(0).acquire_timeout(PATIENCE).connect_timeout(PATIENCE).connect_lazy(true);
    Database::connect(options).await.map_err(|error| OpenError::Failed(error.into()))
}

/// Whether the standby has everything that the server has written until now.
pub(crate) async fn is_up_to_date(standby: &DatabaseConnection, server: &DatabaseConnection) -> Result<bool, DbErr> {
    let written: Option<String> = one(server, "SELECT pg_current_wal_lsn()::text".into()).await?;
    let Some(written) = written else { return Ok(false) };
    // Null on a server that is no standby.
    let has = format!("SELECT COALESCE(pg_last_wal_replay_lsn() >= '{written}'::pg_lsn, false)");
    Ok(one(standby, has).await?.unwrap_or(false))
}

async fn one<T: sea_orm::TryGetable>(db: &DatabaseConnection, sql: String) -> Result<Option<T>, DbErr> {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    row.map(|row| row.try_get_by_index(0)).transpose()
}
