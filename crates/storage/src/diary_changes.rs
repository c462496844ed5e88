//! What was taken back or put right in a diary. Entries never change: whoever reads leaves out those named here.

use chrono::{DateTime, Utc};
use domain::{AccountId, EntryId, PatientId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::diary_changes::{COLUMN, Entity, Model};
use crate::map::insert_if_absent as insert_absent;

/// One entry taken back or put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiaryChange {
    /// Which.
    pub entry: EntryId,
    /// Whose.
    pub patient: PatientId,
    /// By whom.
    pub account: AccountId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The entry that stands instead; none when it was taken back.
    pub replaced_by: Option<EntryId>,
}

/// Keeps a change; `false`, with nothing changed, when the entry was taken back or put right before.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn insert_if_absent(conn: &impl ConnectionTrait, change: &DiaryChange) -> Result<bool, StoreError> {
    let row = Model {
        entry_id: change.entry.uuid(),
        patient_id: change.patient.uuid(),
        account_id: change.account.uuid(),
        made_at: change.made_at,
        replaced_by: change.replaced_by.map(EntryId::uuid),
    };
    insert_absent(conn, row).await
}

/// Every change in a patient's diary, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<DiaryChange>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_asc(COLUMN.made_at);
    let rows = query.order_by_asc(COLUMN.entry_id).all(conn).await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Whether an entry was taken back or put right.
///
/// # Errors
/// When the database fails.
pub async fn of_entry(conn: &impl ConnectionTrait, entry: EntryId) -> Result<Option<DiaryChange>, StoreError> {
    Ok(Entity::find_by_id(entry.uuid()).one(conn).await?.map(from_row))
}

/// The ids of entries that no longer stand, for a query.
pub(crate) fn changed(patient: PatientId) -> SelectStatement {
    changed_of(patient.uuid())
}

/// The same of a patient whom the query itself names.
pub(crate) fn changed_of(patient: impl Into<Expr>) -> SelectStatement {
    let whose = Expr::col((Entity, COLUMN.patient_id)).eq(patient);
    Query::select().column(COLUMN.entry_id).from(Entity).and_where(whose).take()
}

fn from_row(model: Model) -> DiaryChange {
    DiaryChange {
        entry: EntryId::from_uuid(model.entry_id),
        patient: PatientId::from_uuid(model.patient_id),
        account: AccountId::from_uuid(model.account_id),
        made_at: model.made_at,
        replaced_by: model.replaced_by.map(EntryId::from_uuid),
    }
}
