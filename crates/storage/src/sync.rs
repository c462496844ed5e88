//! Batches of entries that devices sent, and entries that were set aside.

use chrono::{DateTime, Utc};
use domain::{AccountId, DeviceId, EntryId, PatientId};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{diary_conflicts, sync_batches};
use crate::map::{insert, insert_if_absent};

/// A batch as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// Identifier.
    pub id: Uuid,
    /// Whose session sent it.
    pub account: AccountId,
    /// From which device.
    pub device: DeviceId,
    /// When, by the device's clock.
    pub sent_at: DateTime<Utc>,
    /// When, by ours.
    pub received_at: DateTime<Utc>,
    /// Entries in it.
    pub entries: usize,
    /// Of them, new.
    pub kept: usize,
}

/// An entry whose id was known with other content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The id.
    pub entry: EntryId,
    /// Hash of the content: sent again, it is set aside once.
    pub content_hash: String,
    /// Of whom, by the entry set aside.
    pub patient: PatientId,
    /// Whose session sent it.
    pub account: AccountId,
    /// From which device.
    pub device: DeviceId,
    /// When.
    pub received_at: DateTime<Utc>,
    /// The entry as it was sent.
    pub content: Value,
}

/// Notes a batch.
///
/// # Errors
/// `foreign_key` when the account is missing.
pub async fn note_batch(conn: &impl ConnectionTrait, batch: &BatchRow) -> Result<(), StoreError> {
    let number = |n: usize| i32::try_from(n).map_err(|_| StoreError::fault("a batch is too large"));
    let row = sync_batches::Model {
        id: batch.id,
        account_id: batch.account.uuid(),
        device_id: batch.device.uuid(),
        sent_at: batch.sent_at,
        received_at: batch.received_at,
        seconds_ahead: (batch.sent_at - batch.received_at).num_seconds(),
        entries: number(batch.entries)?,
        kept: number(batch.kept)?,
    };
    insert(conn, row).await
}

/// Sets an entry aside; whether that was new.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn set_aside(conn: &impl ConnectionTrait, conflict: &Conflict) -> Result<bool, StoreError> {
    let row = diary_conflicts::Model {
        entry_id: conflict.entry.uuid(),
        content_hash: conflict.content_hash.clone(),
        patient_id: conflict.patient.uuid(),
        account_id: conflict.account.uuid(),
        device_id: conflict.device.uuid(),
        received_at: conflict.received_at,
        content: conflict.content.clone(),
    };
    insert_if_absent(conn, row).await
}

/// How many entries of a patient were set aside.
///
/// # Errors
/// When the database fails.
pub async fn set_aside_count(conn: &impl ConnectionTrait, patient: PatientId) -> Result<u64, StoreError> {
    let of = diary_conflicts::COLUMN.patient_id.eq(patient.uuid());
    Ok(diary_conflicts::Entity::find().filter(of).count(conn).await?)
}

/// The device clocks of an account's batches, in seconds ahead of ours, in the order they came.
///
/// # Errors
/// When the database fails.
pub async fn seconds_ahead(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<i64>, StoreError> {
    let of = sync_batches::COLUMN.account_id.eq(account.uuid());
    let mut rows = sync_batches::Entity::find().filter(of).all(conn).await?;
    rows.sort_by_key(|row| (row.received_at, row.id));
    Ok(rows.into_iter().map(|row| row.seconds_ahead).collect())
}
