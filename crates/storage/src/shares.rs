//! Links by which plans are shared, and when they were opened. Link and code are kept as keyed hashes only.

use chrono::{DateTime, NaiveDate, Utc};
use domain::share::SharePurpose;
use domain::{AccountId, PatientId, ShareId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::share_views;
use crate::entities::shares::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// A link as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Identifier.
    pub id: ShareId,
    /// Whose plan.
    pub patient: PatientId,
    /// Who shares it.
    pub account: AccountId,
    /// For whom.
    pub purpose: SharePurpose,
    /// What the family calls them.
    pub name: String,
    /// Keyed hash of the link's token.
    pub link_hash: String,
    /// Keyed hash of the code, when one is asked for.
    pub code_hash: Option<String>,
    /// Made when.
    pub made_at: DateTime<Utc>,
    /// The last day, in London.
    pub ends_on: NaiveDate,
    /// Wrong codes so far.
    pub wrong_codes: u16,
    /// Stopped when.
    pub stopped_at: Option<DateTime<Utc>>,
}

/// Keeps a link.
///
/// # Errors
/// `shares_link_hash_key` when the token was drawn before.
pub async fn insert(conn: &impl ConnectionTrait, share: &Share) -> Result<(), StoreError> {
    let row = Model {
        id: share.id.uuid(),
        patient_id: share.patient.uuid(),
        account_id: share.account.uuid(),
        purpose: share.purpose.as_str().into(),
        name: share.name.clone(),
        link_hash: share.link_hash.clone(),
        code_hash: share.code_hash.clone(),
        made_at: share.made_at,
        ends_on: share.ends_on,
        wrong_codes: share.wrong_codes.into(),
        stopped_at: share.stopped_at,
    };
    insert_row(conn, row).await
}

/// The link with this hash.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_link_hash(conn: &impl ConnectionTrait, hash: &str) -> Result<Option<Share>, StoreError> {
    Entity::find().filter(COLUMN.link_hash.eq(hash)).one(conn).await?.map(from_row).transpose()
}

/// Every link of a person, the newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<Share>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid()));
    let rows = query.order_by_desc(COLUMN.made_at).order_by_desc(COLUMN.id).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Stops a link of this person; `false` when there is none that works.
///
/// # Errors
/// When the database fails.
pub async fn stop(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    id: ShareId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let stopped = Entity::update_many()
        .col_expr(COLUMN.stopped_at, Expr::value(at))
        .filter(COLUMN.id.eq(id.uuid()))
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .filter(COLUMN.stopped_at.is_null())
        .exec(conn)
        .await?;
    Ok(stopped.rows_affected > 0)
}

/// Counts a wrong code.
///
/// # Errors
/// When the database fails.
pub async fn count_wrong_code(conn: &impl ConnectionTrait, id: ShareId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(COLUMN.wrong_codes, Expr::col(COLUMN.wrong_codes.0).add(1))
        .filter(COLUMN.id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes that a link was opened.
///
/// # Errors
/// `foreign_key` when there is no such link.
pub async fn viewed(conn: &impl ConnectionTrait, view: Uuid, id: ShareId, at: DateTime<Utc>) -> Result<(), StoreError> {
    insert_row(conn, share_views::Model { id: view, share_id: id.uuid(), viewed_at: at }).await
}

/// How often a link was opened, and when, the latest first and no more than `limit`.
///
/// # Errors
/// When the database fails.
pub async fn views(
    conn: &impl ConnectionTrait,
    id: ShareId,
    limit: u64,
) -> Result<(u64, Vec<DateTime<Utc>>), StoreError> {
    let query = share_views::Entity::find().filter(share_views::COLUMN.share_id.eq(id.uuid()));
    let count = query.clone().count(conn).await?;
    let rows = query.order_by_desc(share_views::COLUMN.viewed_at).limit(limit).all(conn).await?;
    Ok((count, rows.into_iter().map(|row| row.viewed_at).collect()))
}

fn from_row(model: Model) -> Result<Share, StoreError> {
    let row = Row::new("shares", &model.id);
    Ok(Share {
        id: ShareId::from_uuid(model.id),
        patient: PatientId::from_uuid(model.patient_id),
        account: AccountId::from_uuid(model.account_id),
        purpose: row.read("purpose", SharePurpose::parse(&model.purpose))?,
        name: model.name,
        link_hash: model.link_hash,
        code_hash: model.code_hash,
        made_at: model.made_at,
        ends_on: model.ends_on,
        wrong_codes: row.read("wrong_codes", u16::try_from(model.wrong_codes).ok())?,
        stopped_at: model.stopped_at,
    })
}
