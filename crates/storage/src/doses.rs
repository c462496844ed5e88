//! Doses that were ticked. The device makes the key, so that sending twice is harmless; a tick is taken back by one more
//! fact, never by losing it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::dose::{Slot, Sure, Tick};
use domain::{AccountId, EntryId, PatientId, Relationship};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::doses::{COLUMN, Entity, Model};
use crate::map::{Row, insert_if_absent as insert_absent};

/// A tick with what it was of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoseRow {
    /// The tick.
    pub tick: Tick,
    /// Whose dose.
    pub patient: PatientId,
    /// Key of the product, by the plan then.
    pub product: String,
    /// Puffs, by the plan then.
    pub puffs: u8,
}

/// Keeps a tick unless its id is known; whether it was new.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn insert_if_absent(conn: &impl ConnectionTrait, row: &DoseRow) -> Result<bool, StoreError> {
    let tick = &row.tick;
    let model = Model {
        id: tick.id.uuid(),
        patient_id: row.patient.uuid(),
        account_id: tick.account.uuid(),
        relationship: tick.relationship.as_str().into(),
        day: tick.day,
        slot: tick.slot.as_str().into(),
        product: row.product.clone(),
        puffs: i32::from(row.puffs),
        taken_at: tick.taken_at,
        received_at: tick.received_at,
        sure: tick.sure.as_str().into(),
        undone_at: None,
        undone_by: None,
    };
    insert_absent(conn, model).await
}

/// A tick of this patient.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(conn: &impl ConnectionTrait, patient: PatientId, id: EntryId) -> Result<Option<Tick>, StoreError> {
    let query = Entity::find_by_id(id.uuid()).filter(COLUMN.patient_id.eq(patient.uuid()));
    query.one(conn).await?.map(from_row).transpose()
}

/// Ticks of doses of this day and later, in the order in which they were taken; those taken back among them.
///
/// # Errors
/// When a row cannot be read.
pub async fn since(conn: &impl ConnectionTrait, patient: PatientId, day: NaiveDate) -> Result<Vec<Tick>, StoreError> {
    let rows = Entity::find()
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .filter(COLUMN.day.gte(day))
        .order_by_asc(COLUMN.taken_at)
        .order_by_asc(COLUMN.id)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The day of the first dose ever ticked and not taken back.
///
/// # Errors
/// When the database fails.
pub async fn first_day(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<NaiveDate>, StoreError> {
    let first = Entity::find()
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .filter(COLUMN.undone_at.is_null())
        .order_by_asc(COLUMN.day)
        .one(conn)
        .await?;
    Ok(first.map(|row| row.day))
}

/// Takes a tick back; `false` when it was taken back already.
///
/// # Errors
/// `foreign_key` when the account is missing.
pub async fn undo(
    conn: &impl ConnectionTrait,
    id: EntryId,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.undone_at, Expr::value(at))
        .col_expr(COLUMN.undone_by, Expr::value(by.uuid()))
        .filter(COLUMN.id.eq(id.uuid()))
        .filter(COLUMN.undone_at.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

fn from_row(model: Model) -> Result<Tick, StoreError> {
    let row = Row::new("doses", &model.id);
    Ok(Tick {
        id: EntryId::from_uuid(model.id),
        account: AccountId::from_uuid(model.account_id),
        relationship: row.read("relationship", Relationship::parse(&model.relationship))?,
        day: model.day,
        slot: row.read("slot", Slot::parse(&model.slot))?,
        taken_at: model.taken_at,
        received_at: model.received_at,
        sure: row.read("sure", Sure::parse(&model.sure))?,
        undone: model.undone_at.is_some(),
    })
}
