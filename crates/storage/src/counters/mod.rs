//! Counters of each organisation by group and London day, kept in the transaction of the event they count. A row holds
//! every counter of its day, so that an event changes few rows; everybody's numbers are kept for blocks of 8 and of 64 days
//! beside the days, so that what stands on a day is the sum of few rows.

mod generations;
mod sums;

pub(crate) use generations::CURRENT;
pub use generations::{begin, current, is_counting, remove_others, show};
pub use sums::{between, registered_days, until, until_each};

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use domain::OdsCode;
use domain::figures::{Counter, Counts, Group};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, IntoIden, OnConflict, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};

use crate::StoreError;
use crate::map::{Row, portions};

const TABLE: &str = "counters";
const KEYS: [&str; 4] = ["organisation_code", "group_key", "span", "starts_on"];
const GENERATION: &str = "generation";
/// Days of a row: a day, and blocks. Measured for the table of 200 practices: docs/decisions/0022-write-path.md.
const LEVELS: [i32; 3] = [1, 8, 64];

/// What to add to the counters of an organisation, a group and a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CounterChange {
    /// Practice or ICB.
    pub organisation: OdsCode,
    /// Everybody or a group.
    pub group: Group,
    /// The London day.
    pub day: NaiveDate,
    /// By how much, counter by counter.
    pub by: Counts,
}

/// The key of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CounterKey {
    /// Practice or ICB.
    pub organisation: OdsCode,
    /// The group's word.
    pub group: String,
    /// 1 for a day, 8 or 64 for a block of days.
    pub span: i32,
    /// The first day.
    pub starts_on: NaiveDate,
}

/// The first day of the block that holds a day.
fn block_of(day: NaiveDate, span: i32) -> NaiveDate {
    let past = u64::try_from(day.num_days_from_ce().rem_euclid(span)).unwrap_or(0);
    day.checked_sub_days(Days::new(past)).unwrap_or(day)
}

/// The rows that changes touch, each with what is added to it, in key order so that two writers of the same rows wait for
/// each other instead of deadlocking.
pub fn rows_of(changes: impl IntoIterator<Item = CounterChange>) -> BTreeMap<CounterKey, Counts> {
    let mut rows: BTreeMap<CounterKey, Counts> = BTreeMap::new();
    for CounterChange { organisation, group, day, by } in changes {
        let key =
            |span, starts_on| CounterKey { organisation: organisation.clone(), group: group.key(), span, starts_on };
        let levels: &[i32] = if group == Group::All { &LEVELS } else { &[1] };
        for span in levels {
            let row = rows.entry(key(*span, block_of(day, *span))).or_default();
            *row = row.plus(&by);
        }
    }
    rows.retain(|_, counts| !counts.is_zero());
    rows
}

/// Adds to many counters of the generation shown; changes of the same row are added up first. Hold somebody's progress
/// before, or know from [`current`] which generation it is and use [`add_to`].
///
/// # Errors
/// `foreign_key` when an organisation is missing.
pub async fn add(
    conn: &impl ConnectionTrait,
    changes: impl IntoIterator<Item = CounterChange>,
) -> Result<(), StoreError> {
    let rows = rows_of(changes);
    if rows.is_empty() {
        return Ok(());
    }
    add_to(conn, current(conn).await?, rows).await
}

/// Adds to counters of one generation.
///
/// # Errors
/// `foreign_key` when an organisation is missing.
pub async fn add_to(
    conn: &impl ConnectionTrait,
    generation: i32,
    rows: BTreeMap<CounterKey, Counts>,
) -> Result<(), StoreError> {
    for portion in portions(rows.into_iter().collect()) {
        let mut insert = Query::insert();
        insert.into_table(TABLE).columns(columns().chain([GENERATION]));
        for (key, counts) in portion {
            let numbers = Counter::ALL.map(|counter| Expr::val(counts.of(counter)));
            let keys: [Expr; 4] =
                [key.organisation.as_str().into(), key.group.into(), key.span.into(), key.starts_on.into()];
            insert.values_panic(keys.into_iter().chain(numbers).chain([Expr::val(generation)]));
        }
        let mut known = OnConflict::columns(KEYS.into_iter().chain([GENERATION]));
        for counter in Counter::ALL {
            let (mine, more) = (Expr::col((TABLE, counter.as_str())), Expr::col(("excluded", counter.as_str())));
            known.value(counter.as_str(), mine.add(more));
        }
        insert.on_conflict(known);
        conn.execute(&insert).await?;
    }
    Ok(())
}

fn columns() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter().chain(Counter::ALL.map(Counter::as_str))
}

/// What stands at the end of `until` in every group of an organisation; groups that were never counted are left out.
///
/// # Errors
/// When a row cannot be read.
pub async fn groups_until(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    until: NaiveDate,
) -> Result<BTreeMap<Group, Counts>, StoreError> {
    let mut query = summed("group_key");
    query
        .and_where(Expr::col("organisation_code").eq(organisation.as_str()))
        .and_where(generations::is_shown())
        .and_where(Expr::col("span").eq(1))
        .and_where(Expr::col("starts_on").lte(until));
    let mut groups = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let key: String = row.try_get_by_index(0)?;
        groups.insert(Row::new(TABLE, organisation).read("group_key", Group::parse(&key))?, counts(&row, 1)?);
    }
    Ok(groups)
}

/// The counters of everybody day by day from `from` to `to`, both included, oldest first; days without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn days(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<NaiveDate, Counts>, StoreError> {
    let mut query = Query::select();
    query
        .column("starts_on")
        .columns(Counter::ALL.map(Counter::as_str))
        .from(TABLE)
        .and_where(Expr::col("organisation_code").eq(organisation.as_str()))
        .and_where(Expr::col("group_key").eq(Group::All.key()))
        .and_where(generations::is_shown())
        .and_where(Expr::col("span").eq(1))
        .and_where(Expr::col("starts_on").gte(from))
        .and_where(Expr::col("starts_on").lte(to));
    let rows = conn.query_all(&query).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, counts(row, 1)?))).collect()
}

/// The first day on which anything was counted for one of these organisations.
///
/// # Errors
/// When the database fails.
pub async fn first_day(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
) -> Result<Option<NaiveDate>, StoreError> {
    let mut first: Option<NaiveDate> = None;
    for organisation in organisations {
        let mut query = Query::select();
        query
            .expr(Expr::col("starts_on").min())
            .from(TABLE)
            .and_where(Expr::col("organisation_code").eq(organisation.as_str()))
            .and_where(Expr::col("group_key").eq(Group::All.key()))
            .and_where(generations::is_shown())
            .and_where(Expr::col("span").eq(1));
        let Some(row) = conn.query_one(&query).await? else { continue };
        let found: Option<NaiveDate> = row.try_get_by_index(0)?;
        first = first.into_iter().chain(found).min();
    }
    Ok(first)
}

/// Whether anything was counted.
///
/// # Errors
/// When the database fails.
pub async fn is_empty(conn: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let mut query = Query::select();
    query.column("span").from(TABLE).and_where(generations::is_shown()).limit(1);
    Ok(conn.query_one(&query).await?.is_none())
}

/// Every row in key order, after one of them: to compare with a recount, portion by portion.
///
/// # Errors
/// When a row cannot be read.
pub async fn after(
    conn: &impl ConnectionTrait,
    last: Option<&CounterKey>,
    limit: u64,
) -> Result<Vec<(CounterKey, Counts)>, StoreError> {
    let mut query = Query::select();
    query.columns(columns()).from(TABLE).and_where(generations::is_shown()).limit(limit);
    for key in KEYS {
        query.order_by(key, sea_orm::sea_query::Order::Asc);
    }
    if let Some(last) = last {
        let here: Vec<Expr> = KEYS.iter().map(|key| Expr::col(*key)).collect();
        let there: [Expr; 4] =
            [last.organisation.as_str().into(), last.group.as_str().into(), last.span.into(), last.starts_on.into()];
        query.and_where(Expr::tuple(here).gt(Expr::tuple(there)));
    }
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let code: String = row.try_get_by_index(0)?;
            let key = CounterKey {
                organisation: Row::new(TABLE, &code).code("organisation_code", &code)?,
                group: row.try_get_by_index(1)?,
                span: row.try_get_by_index(2)?,
                starts_on: row.try_get_by_index(3)?,
            };
            Ok((key, counts(row, 4)?))
        })
        .collect()
}

/// Removes every row: a database that was never counted.
///
/// # Errors
/// When the database fails.
pub async fn clear(conn: &impl ConnectionTrait) -> Result<u64, StoreError> {
    let mut delete = Query::delete();
    delete.from_table(TABLE);
    Ok(conn.execute(&delete).await?.rows_affected())
}

fn summed(by: &'static str) -> SelectStatement {
    let mut query = Query::select();
    query.column(by).from(TABLE).group_by_col(by);
    for counter in Counter::ALL {
        // PostgreSQL adds bigints up to a numeric.
        query.expr(Func::cast_as(Func::sum(Expr::col(counter.as_str())), Alias::new("bigint").into_iden()));
    }
    query
}

fn counts(row: &QueryResult, first: usize) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    for (at, counter) in Counter::ALL.into_iter().enumerate() {
        counts.add(counter, row.try_get_by_index(first + at)?);
    }
    Ok(counts)
}
