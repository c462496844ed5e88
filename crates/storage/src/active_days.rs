//! Days on which a person used the passport: one row per person and day, so that people are counted, not taps.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{OdsCode, PatientId};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::active_days::{COLUMN, Entity, Model};
use crate::map::{Row, Taken, insert_if_absent as insert_absent, insert_many as insert_rows};

/// A person was active on a London day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveDay {
    /// Who.
    pub patient: PatientId,
    /// The day.
    pub day: NaiveDate,
    /// Practice of registration then.
    pub practice: OdsCode,
}

/// Notes that a person was active; whether that was news.
///
/// # Errors
/// `foreign_key` when patient or practice is missing.
pub async fn insert_if_absent(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    day: NaiveDate,
    practice: &OdsCode,
) -> Result<bool, StoreError> {
    insert_absent(conn, to_row(&ActiveDay { patient, day, practice: practice.clone() })).await
}

/// Notes many active days, known ones left out; how many were news.
///
/// # Errors
/// As for [`insert_if_absent`].
pub async fn insert_many(conn: &impl ConnectionTrait, days: &[ActiveDay]) -> Result<u64, StoreError> {
    insert_rows(conn, days.iter().map(to_row).collect(), Taken::Skip).await
}

/// Distinct people active from `from` to `to`, both included, per practice; practices without any are left out.
///
/// # Errors
/// When a row cannot be read.
pub async fn people(
    conn: &impl ConnectionTrait,
    practices: &[OdsCode],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<OdsCode, u64>, StoreError> {
    let mut query = distinct_people(practices, from, to);
    query.column(COLUMN.practice_code).group_by_col(COLUMN.practice_code);
    let mut people = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let code: String = row.try_get_by_index(1)?;
        let code = Row::new("active_days", &code).code("practice_code", &code)?;
        people.insert(code, count(&row)?);
    }
    Ok(people)
}

/// Distinct people active on each day from `from` to `to`, both included, over these practices; days without any are
/// left out.
///
/// # Errors
/// When the database fails.
pub async fn per_day(
    conn: &impl ConnectionTrait,
    practices: &[OdsCode],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<NaiveDate, u64>, StoreError> {
    let mut query = distinct_people(practices, from, to);
    query.column(COLUMN.day).group_by_col(COLUMN.day);
    let rows = conn.query_all(&query).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(1)?, count(row)?))).collect()
}

/// Days on which one person was active, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<NaiveDate>, StoreError> {
    let rows = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_asc(COLUMN.day).all(conn).await?;
    Ok(rows.into_iter().map(|model| model.day).collect())
}

fn distinct_people(practices: &[OdsCode], from: NaiveDate, to: NaiveDate) -> SelectStatement {
    let mut query = Query::select();
    query
        .expr(Expr::cust("count(DISTINCT patient_id)"))
        .from(Entity)
        .and_where(COLUMN.practice_code.is_in(practices.iter().map(OdsCode::as_str)))
        .and_where(COLUMN.day.gte(from))
        .and_where(COLUMN.day.lte(to));
    query
}

fn count(row: &sea_orm::QueryResult) -> Result<u64, StoreError> {
    Ok(u64::try_from(row.try_get_by_index::<i64>(0)?).unwrap_or(0))
}

fn to_row(day: &ActiveDay) -> Model {
    Model { patient_id: day.patient.uuid(), day: day.day, practice_code: day.practice.to_string() }
}
