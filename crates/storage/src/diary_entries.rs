//! Readings and symptoms as patients logged them. The device makes the key, so that sending twice is harmless.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::diary::{CheckIn, DiaryEntry};
use domain::plan::Zone;
use domain::{AccountId, DeviceId, EntryId, PatientId, PlanVersionId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use sea_orm::{
    ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use crate::StoreError;
use crate::diary_changes::{changed, changed_of};
use crate::entities::diary_entries::{COLUMN, Entity, Model};
use crate::map::{Row, Taken, asked, insert_if_absent as insert_absent, insert_many as insert_rows, padded, to_json};

/// An entry with what only the server knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiaryRow {
    /// The entry.
    pub entry: DiaryEntry,
    /// Who logged it.
    pub account: AccountId,
    /// When it reached the server.
    pub received_at: DateTime<Utc>,
    /// The device that sent it later than it was written, or tells the time of it.
    pub device: Option<DeviceId>,
    /// The version that advised; there is one exactly when the entry has a plan number.
    pub plan_version: Option<PlanVersionId>,
}

/// Keeps an entry unless its id is known; whether it was new.
///
/// # Errors
/// `foreign_key` when patient, account or version is missing; `diary_entries_plan_check` when version and number do
/// not come together.
pub async fn insert_if_absent(conn: &impl ConnectionTrait, row: &DiaryRow) -> Result<bool, StoreError> {
    insert_absent(conn, to_row(row)?).await
}

/// Keeps many entries, those with known ids left out; how many were new.
///
/// # Errors
/// As for [`insert_if_absent`].
pub async fn insert_many(conn: &impl ConnectionTrait, rows: &[DiaryRow]) -> Result<u64, StoreError> {
    insert_rows(conn, rows.iter().map(to_row).collect::<Result<Vec<_>, _>>()?, Taken::Skip).await
}

/// Keeps entries unless their ids are known; which were new, and whose. Of two with one id the first is kept.
///
/// # Errors
/// As for [`insert_if_absent`].
pub async fn insert_new(
    conn: &impl ConnectionTrait,
    rows: &[DiaryRow],
) -> Result<BTreeSet<(EntryId, PatientId)>, StoreError> {
    let rows = rows.iter().map(|row| to_row(row).map(IntoActiveModel::into_active_model));
    let mut new = BTreeSet::new();
    for portion in padded(rows.collect::<Result<Vec<_>, _>>()?) {
        let mut insert =
            Entity::insert_many(portion).on_conflict(OnConflict::new().do_nothing().to_owned()).into_query();
        insert.returning(Query::returning().columns([COLUMN.id.0, COLUMN.patient_id.0]));
        for row in conn.query_all(&insert).await? {
            new.insert((EntryId::from_uuid(row.try_get_by_index(0)?), PatientId::from_uuid(row.try_get_by_index(1)?)));
        }
    }
    Ok(new)
}

/// An entry of this patient.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    id: EntryId,
) -> Result<Option<DiaryEntry>, StoreError> {
    let query = Entity::find_by_id(id.uuid()).filter(COLUMN.patient_id.eq(patient.uuid()));
    query.one(conn).await?.map(from_row).transpose()
}

/// The entry that happened last.
///
/// # Errors
/// When the row cannot be read.
pub async fn latest(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<DiaryEntry>, StoreError> {
    sound(patient).one(conn).await?.map(from_row).transpose()
}

/// Entries of this day and later, newest first, without those whose time cannot be right.
///
/// # Errors
/// When a row cannot be read.
pub async fn since(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    day: NaiveDate,
) -> Result<Vec<DiaryEntry>, StoreError> {
    let query = sound(patient).filter(COLUMN.day.gte(day));
    query.all(conn).await?.into_iter().map(from_row).collect()
}

/// Entries of this day and later, newest first, whether they stand or not.
///
/// # Errors
/// When a row cannot be read.
pub async fn all_since(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    day: NaiveDate,
) -> Result<Vec<DiaryEntry>, StoreError> {
    of(patient).filter(COLUMN.day.gte(day)).all(conn).await?.into_iter().map(from_row).collect()
}

/// Entries whose time cannot be right, newest first, whatever their day.
///
/// # Errors
/// When a row cannot be read.
pub async fn uncertain(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<DiaryEntry>, StoreError> {
    standing(patient).filter(COLUMN.time_uncertain.eq(true)).all(conn).await?.into_iter().map(from_row).collect()
}

/// The newest entries, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn list(conn: &impl ConnectionTrait, patient: PatientId, limit: u64) -> Result<Vec<DiaryEntry>, StoreError> {
    standing(patient).limit(limit).all(conn).await?.into_iter().map(from_row).collect()
}

/// The peak flow logged last.
///
/// # Errors
/// When the row cannot be read.
pub async fn last_reading(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<u16>, StoreError> {
    let entry = sound(patient).filter(COLUMN.peak_flow.is_not_null()).one(conn).await?.map(from_row).transpose()?;
    Ok(entry.and_then(|entry| entry.check_in.peak_flow))
}

/// The peak flow that each of these people logged last.
///
/// # Errors
/// When a row cannot be read.
pub async fn last_readings(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, u16>, StoreError> {
    let mut readings = BTreeMap::new();
    for portion in asked(patients) {
        let theirs = || Expr::col(("asked", "column1"));
        let mut last = Query::select();
        last.column(COLUMN.peak_flow)
            .from(Entity)
            .and_where(Expr::col((Entity, COLUMN.patient_id)).eq(theirs()))
            .and_where(COLUMN.peak_flow.is_not_null())
            .and_where(COLUMN.time_uncertain.eq(false))
            .and_where(COLUMN.id.not_in_subquery(changed_of(theirs())))
            .order_by(COLUMN.happened_at, Order::Desc)
            .order_by(COLUMN.id, Order::Desc)
            .limit(1);
        let mut query = Query::select();
        query.expr(theirs()).expr(Expr::from(last)).from_values(portion, "asked");
        for row in conn.query_all(&query).await? {
            let (patient, reading): (uuid::Uuid, Option<i32>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let reading = Row::new("diary_entries", &patient).number_if("peak_flow", reading)?;
            readings.extend(reading.map(|reading| (PatientId::from_uuid(patient), reading)));
        }
    }
    Ok(readings)
}

/// Entries that count: neither taken back nor put right since, and at a time that can be right.
fn sound(patient: PatientId) -> Select<Entity> {
    standing(patient).filter(COLUMN.time_uncertain.eq(false))
}

/// Entries that were neither taken back nor put right since.
fn standing(patient: PatientId) -> Select<Entity> {
    of(patient).filter(COLUMN.id.not_in_subquery(changed(patient)))
}

fn of(patient: PatientId) -> Select<Entity> {
    Entity::find()
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .order_by_desc(COLUMN.happened_at)
        .order_by_desc(COLUMN.id)
}

fn to_row(row: &DiaryRow) -> Result<Model, StoreError> {
    let entry = &row.entry;
    let plan_number = entry.plan_number.map(i32::try_from).transpose();
    Ok(Model {
        id: entry.id.uuid(),
        patient_id: entry.patient.uuid(),
        account_id: row.account.uuid(),
        happened_at: entry.happened_at,
        received_at: row.received_at,
        day: entry.day,
        peak_flow: entry.check_in.peak_flow.map(i32::from),
        symptoms: to_json(&entry.check_in.symptoms)?,
        zone: entry.zone.as_str().into(),
        plan_version_id: row.plan_version.map(PlanVersionId::uuid),
        plan_number: plan_number.map_err(|_| StoreError::fault("a version number is too large"))?,
        noted_at: entry.noted_at,
        device_id: row.device.map(DeviceId::uuid),
        time_uncertain: entry.time_uncertain,
        reading_sure: entry.reading_sure,
    })
}

fn from_row(model: Model) -> Result<DiaryEntry, StoreError> {
    let row = Row::new("diary_entries", &model.id);
    Ok(DiaryEntry {
        id: EntryId::from_uuid(model.id),
        patient: PatientId::from_uuid(model.patient_id),
        happened_at: model.happened_at,
        day: model.day,
        noted_at: model.noted_at,
        time_uncertain: model.time_uncertain,
        reading_sure: model.reading_sure,
        check_in: CheckIn {
            peak_flow: row.number_if("peak_flow", model.peak_flow)?,
            symptoms: row.json("symptoms", model.symptoms)?,
        },
        zone: row.read("zone", Zone::ALL.into_iter().find(|zone| zone.as_str() == model.zone))?,
        plan_number: row.number_if("plan_number", model.plan_number)?,
    })
}
