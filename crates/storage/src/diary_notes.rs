//! Diary entries other than check-ins. They never change; [`crate::diary_changes`] says which no longer stand.

use chrono::{DateTime, NaiveDate, Utc};
use domain::diary::note::{DiaryNote, Note};
use domain::{AccountId, EntryId, PatientId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::StoreError;
use crate::diary_changes::changed;
use crate::entities::diary_notes::{COLUMN, Entity, Model};
use crate::map::{Row, insert_if_absent as insert_absent, to_json};

/// A note with what only the server knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// The note.
    pub note: DiaryNote,
    /// Who wrote it.
    pub account: AccountId,
    /// When it reached the server.
    pub received_at: DateTime<Utc>,
}

/// Keeps a note unless its id is known; whether it was new.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn insert_if_absent(conn: &impl ConnectionTrait, row: &NoteRow) -> Result<bool, StoreError> {
    let note = &row.note;
    let row = Model {
        id: note.id.uuid(),
        patient_id: note.patient.uuid(),
        account_id: row.account.uuid(),
        happened_at: note.happened_at,
        received_at: row.received_at,
        day: note.day,
        kind: note.note.kind().into(),
        details: to_json(&note.note)?,
    };
    insert_absent(conn, row).await
}

/// A note of this patient, whether it stands or not.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    id: EntryId,
) -> Result<Option<DiaryNote>, StoreError> {
    let query = Entity::find_by_id(id.uuid()).filter(COLUMN.patient_id.eq(patient.uuid()));
    query.one(conn).await?.map(from_row).transpose()
}

/// Notes of this day and later that stand, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn since(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    day: NaiveDate,
) -> Result<Vec<DiaryNote>, StoreError> {
    let query = of(patient).filter(COLUMN.day.gte(day)).filter(COLUMN.id.not_in_subquery(changed(patient)));
    query.all(conn).await?.into_iter().map(from_row).collect()
}

/// Notes of this day and later, newest first, also those that were taken back or put right.
///
/// # Errors
/// When a row cannot be read.
pub async fn all_since(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    day: NaiveDate,
) -> Result<Vec<DiaryNote>, StoreError> {
    of(patient).filter(COLUMN.day.gte(day)).all(conn).await?.into_iter().map(from_row).collect()
}

fn of(patient: PatientId) -> Select<Entity> {
    Entity::find()
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .order_by_desc(COLUMN.happened_at)
        .order_by_desc(COLUMN.id)
}

fn from_row(model: Model) -> Result<DiaryNote, StoreError> {
    let row = Row::new("diary_notes", &model.id);
    Ok(DiaryNote {
        id: EntryId::from_uuid(model.id),
        patient: PatientId::from_uuid(model.patient_id),
        happened_at: model.happened_at,
        day: model.day,
        note: row.json::<Note>("details", model.details)?,
    })
}
