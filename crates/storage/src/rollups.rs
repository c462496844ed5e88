//! Day counters of each organisation, kept in the transaction of the event they count.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::OdsCode;
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict, Query, SelectStatement};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QueryTrait};

use crate::StoreError;
use crate::entities::rollups::{ActiveModel, COLUMN, Entity, Model};
use crate::map::{Row, portions};

/// A counter to move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollupChange {
    /// Practice, PCN or ICB.
    pub organisation: OdsCode,
    /// The London day.
    pub day: NaiveDate,
    /// Which counter.
    pub metric: String,
    /// By how much.
    pub by: i64,
}

/// A counter as it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rollup {
    /// Practice, PCN or ICB.
    pub organisation: OdsCode,
    /// The London day.
    pub day: NaiveDate,
    /// Which counter.
    pub metric: String,
    /// The count.
    pub value: i64,
}

/// Moves one counter.
///
/// # Errors
/// `foreign_key` when the organisation is missing.
pub async fn add(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    day: NaiveDate,
    metric: &str,
    by: i64,
) -> Result<(), StoreError> {
    let change = RollupChange { organisation: organisation.clone(), day, metric: metric.to_owned(), by };
    add_many(conn, &[change]).await
}

/// Moves many counters at once; changes of the same counter are added up first.
///
/// # Errors
/// `foreign_key` when an organisation is missing.
pub async fn add_many(conn: &impl ConnectionTrait, changes: &[RollupChange]) -> Result<(), StoreError> {
    // In key order, so that two writers of the same counters wait for each other instead of deadlocking.
    let mut folded: BTreeMap<(&str, &str, NaiveDate), i64> = BTreeMap::new();
    for change in changes {
        *folded.entry((change.organisation.as_str(), &change.metric, change.day)).or_default() += change.by;
    }
    let rows: Vec<ActiveModel> = folded
        .into_iter()
        .map(|((organisation, metric, day), value)| {
            Model { organisation_code: organisation.into(), metric: metric.into(), day, value }.into_active_model()
        })
        .collect();
    for portion in portions(rows) {
        let known = OnConflict::columns([COLUMN.organisation_code.0, COLUMN.metric.0, COLUMN.day.0])
            .value(COLUMN.value, Expr::col((Entity, COLUMN.value)).add(Expr::col(("excluded", COLUMN.value))))
            .to_owned();
        conn.execute(&Entity::insert_many(portion).on_conflict(known).into_query()).await?;
    }
    Ok(())
}

/// Sum of one counter from `from` to `to`, both included.
///
/// # Errors
/// When the database fails.
pub async fn sum(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    metric: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<i64, StoreError> {
    let mut query = total(from, to);
    query.and_where(COLUMN.organisation_code.eq(organisation.as_str())).and_where(COLUMN.metric.eq(metric));
    let row = conn.query_one(&query).await?;
    Ok(row.map(|row| row.try_get_by_index::<Option<i64>>(0)).transpose()?.flatten().unwrap_or(0))
}

/// Sums of every counter of one organisation from `from` to `to`, both included.
///
/// # Errors
/// When the database fails.
pub async fn sums(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let mut query = total(from, to);
    query
        .column(COLUMN.metric)
        .and_where(COLUMN.organisation_code.eq(organisation.as_str()))
        .group_by_col(COLUMN.metric);
    let rows = conn.query_all(&query).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(1)?, row.try_get_by_index(0)?))).collect()
}

/// One counter day by day from `from` to `to`, both included, oldest first; days never counted are left out.
///
/// # Errors
/// When the database fails.
pub async fn series(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    metric: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>, StoreError> {
    let rows = Entity::find()
        .filter(COLUMN.organisation_code.eq(organisation.as_str()))
        .filter(COLUMN.metric.eq(metric))
        .filter(COLUMN.day.gte(from).and(COLUMN.day.lte(to)))
        .order_by_asc(COLUMN.day)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|model| (model.day, model.value)).collect())
}

/// Sum of one counter from `from` to `to`, both included, for each of these organisations; those never counted are left
/// out.
///
/// # Errors
/// When a row cannot be read.
pub async fn per_organisation(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    metric: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<OdsCode, i64>, StoreError> {
    let mut query = total(from, to);
    query
        .column(COLUMN.organisation_code)
        .and_where(COLUMN.organisation_code.is_in(organisations.iter().map(OdsCode::as_str)))
        .and_where(COLUMN.metric.eq(metric))
        .group_by_col(COLUMN.organisation_code);
    let mut sums = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let code: String = row.try_get_by_index(1)?;
        sums.insert(Row::new("rollups", &code).code("organisation_code", &code)?, row.try_get_by_index(0)?);
    }
    Ok(sums)
}

/// Every counter, in key order, to compare with a recount.
///
/// # Errors
/// When a row cannot be read.
pub async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Rollup>, StoreError> {
    let rows = Entity::find().all(conn).await?;
    let mut rollups = rows
        .into_iter()
        .map(|model| {
            let organisation =
                Row::new("rollups", &model.organisation_code).code("organisation_code", &model.organisation_code)?;
            Ok(Rollup { organisation, day: model.day, metric: model.metric, value: model.value })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    rollups.sort();
    Ok(rollups)
}

/// Removes every counter, before they are counted anew from the events; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn clear(conn: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().exec(conn).await?.rows_affected)
}

fn total(from: NaiveDate, to: NaiveDate) -> SelectStatement {
    let mut query = Query::select();
    // PostgreSQL adds bigints up to a numeric.
    query
        .expr(Func::cast_as(Func::sum(Expr::col(COLUMN.value)), "bigint"))
        .from(Entity)
        .and_where(COLUMN.day.gte(from))
        .and_where(COLUMN.day.lte(to));
    query
}
