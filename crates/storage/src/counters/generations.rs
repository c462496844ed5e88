//! Generations of counters. Everybody reads and adds to the one that a setting names. A rebuild counts another beside it,
//! person by person; who is counted there is marked, and from then on adds to both. Then the setting names the new one.

use domain::OdsCode;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DbBackend};

use super::{GENERATION, TABLE};
use crate::{StoreError, settings};

/// The setting that names the generation shown.
const SHOWN: &str = "figures_generation";
/// The setting that names the generation being counted.
const COUNTING: &str = "figures_counting";

/// The generation shown, inside a statement; the first one before anything was counted anew.
pub(crate) const CURRENT: &str =
    "COALESCE((SELECT CAST(value AS integer) FROM settings WHERE key = 'figures_generation'), 0)";

pub(super) fn is_shown() -> Expr {
    Expr::col(GENERATION).eq(Expr::cust(CURRENT))
}

/// The generation shown, which stays so until the end of this transaction.
///
/// # Errors
/// When the database fails.
pub async fn current(conn: &impl ConnectionTrait) -> Result<i32, StoreError> {
    if conn.get_database_backend() == DbBackend::Postgres {
        // Whoever shows another generation waits for this; SQLite has one writer.
        conn.execute_unprepared("LOCK TABLE progress IN ROW SHARE MODE").await?;
    }
    number(conn, SHOWN).await
}

/// Begins another generation, which nobody has been counted in; its number. An older one that was begun is given up.
///
/// # Errors
/// When the database fails.
pub async fn begin(conn: &impl ConnectionTrait) -> Result<i32, StoreError> {
    let next = Ord::max(number(conn, SHOWN).await?, number(conn, COUNTING).await?) + 1;
    settings::put(conn, COUNTING, &next.to_string()).await?;
    Ok(next)
}

/// Whether this generation is still the one being counted.
///
/// # Errors
/// When the database fails.
pub async fn is_counting(conn: &impl ConnectionTrait, generation: i32) -> Result<bool, StoreError> {
    Ok(number(conn, COUNTING).await? == generation)
}

/// Shows this generation from the end of the transaction on. Hold everybody's progress before.
///
/// # Errors
/// When the database fails.
pub async fn show(conn: &impl ConnectionTrait, generation: i32) -> Result<(), StoreError> {
    settings::put(conn, SHOWN, &generation.to_string()).await
}

/// Removes the rows of an organisation that belong to generations before this one.
///
/// # Errors
/// When the database fails.
pub async fn remove_others(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    generation: i32,
) -> Result<u64, StoreError> {
    let mut delete = Query::delete();
    delete
        .from_table(TABLE)
        .and_where(Expr::col("organisation_code").eq(organisation.as_str()))
        .and_where(Expr::col(GENERATION).lt(generation));
    Ok(conn.execute(&delete).await?.rows_affected())
}

async fn number(conn: &impl ConnectionTrait, key: &str) -> Result<i32, StoreError> {
    Ok(settings::get(conn, key).await?.and_then(|value| value.parse().ok()).unwrap_or(0))
}
