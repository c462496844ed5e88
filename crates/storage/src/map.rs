//! From rows to domain types and back. A value the product never writes makes the row unreadable, loudly.

use std::fmt::Display;

use domain::{OdsCode, PatientId, PersonName};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, Insert, InsertMany, IntoActiveModel, JsonValue, QueryTrait};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::StoreError;

/// Names a row in errors. The key must be an identifier of ours, never something personal.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    table: &'static str,
    id: String,
}

impl Row {
    pub(crate) fn new(table: &'static str, id: &impl Display) -> Self {
        Self { table, id: id.to_string() }
    }

    /// The value, or the complaint that this column holds none that could be right.
    pub(crate) fn read<T>(&self, column: &'static str, value: Option<T>) -> Result<T, StoreError> {
        value.ok_or_else(|| StoreError::Inconsistent { table: self.table, column, id: self.id.clone() })
    }

    /// A column that may be empty.
    pub(crate) fn read_if<V, T>(
        &self,
        column: &'static str,
        value: Option<V>,
        parse: impl FnOnce(V) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        value.map(|value| self.read(column, parse(value))).transpose()
    }

    pub(crate) fn code(&self, column: &'static str, value: &str) -> Result<OdsCode, StoreError> {
        self.read(column, OdsCode::parse(value).ok())
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str, value: JsonValue) -> Result<T, StoreError> {
        self.read(column, serde_json::from_value(value).ok())
    }

    pub(crate) fn number<N: TryFrom<i32>>(&self, column: &'static str, value: i32) -> Result<N, StoreError> {
        self.read(column, N::try_from(value).ok())
    }

    pub(crate) fn number_if<N: TryFrom<i32>>(
        &self,
        column: &'static str,
        value: Option<i32>,
    ) -> Result<Option<N>, StoreError> {
        self.read_if(column, value, |n| N::try_from(n).ok())
    }
}

/// A name as stored: not checked again, so that a stricter rule for new names never hides somebody's record.
pub(crate) fn name(given: String, family: String) -> PersonName {
    PersonName { given, family }
}

pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<JsonValue, StoreError> {
    serde_json::to_value(value).map_err(|_| StoreError::fault("a value cannot be written as JSON"))
}

/// Rows in one statement of many. SQLite takes 32,766 values in a statement and PostgreSQL 65,535, and no table has more
/// than 24 columns. Few sizes, because every other size is one more statement to prepare and keep; each half of the next,
/// because every statement is a way to the database and back.
const PORTIONS: [usize; 10] = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1];

/// Splits a list into portions of these sizes, the largest first.
pub(crate) fn portions<T>(mut rows: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    std::iter::from_fn(move || {
        let size = PORTIONS.into_iter().find(|size| *size <= rows.len())?;
        let rest = rows.split_off(size);
        Some(std::mem::replace(&mut rows, rest))
    })
}

/// As [`portions`], of rows whose known keys are skipped: filled up by repeating the first one, so that few statements do.
pub(crate) fn padded<T: Clone>(mut rows: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let largest = PORTIONS.first().copied().unwrap_or(1);
    std::iter::from_fn(move || {
        let first = rows.first()?.clone();
        let rest = rows.split_off(rows.len().min(largest));
        let mut portion = std::mem::replace(&mut rows, rest);
        portion.resize(portion.len().next_power_of_two(), first);
        Some(portion)
    })
}

/// The people of a question about several: in portions of a few sizes, each filled up with its first one.
pub(crate) fn asked(patients: &[PatientId]) -> impl Iterator<Item = Vec<Uuid>> {
    patients.chunks(512).map(|portion| {
        let mut ids: Vec<Uuid> = portion.iter().map(|patient| patient.uuid()).collect();
        if let Some(first) = ids.first().copied() {
            ids.resize(ids.len().next_power_of_two(), first);
        }
        ids
    })
}

/// Inserts one row.
pub(crate) async fn insert<A, M>(conn: &impl ConnectionTrait, row: M) -> Result<(), StoreError>
where
    A: ActiveModelTrait,
    M: IntoActiveModel<A>,
{
    let statement = Insert::<A>::one(row).into_query();
    conn.execute(&statement).await?;
    Ok(())
}

/// Inserts one row unless its key is taken; whether it was inserted.
pub(crate) async fn insert_if_absent<A, M>(conn: &impl ConnectionTrait, row: M) -> Result<bool, StoreError>
where
    A: ActiveModelTrait,
    M: IntoActiveModel<A>,
{
    let statement = Insert::<A>::one(row).on_conflict(OnConflict::new().do_nothing().to_owned()).into_query();
    Ok(conn.execute(&statement).await?.rows_affected() > 0)
}

/// What to do with a row whose key is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Refuse,
    Skip,
}

/// Inserts many rows in as few statements as the databases allow; how many were inserted.
pub(crate) async fn insert_many<A, M>(
    conn: &impl ConnectionTrait,
    rows: Vec<M>,
    taken: Taken,
) -> Result<u64, StoreError>
where
    A: ActiveModelTrait,
    M: IntoActiveModel<A>,
{
    let mut inserted = 0;
    for portion in portions(rows) {
        let mut insert = InsertMany::<A>::many(portion);
        if taken == Taken::Skip {
            insert = insert.on_conflict(OnConflict::new().do_nothing().to_owned());
        }
        inserted += conn.execute(&insert.into_query()).await?.rows_affected();
    }
    Ok(inserted)
}
