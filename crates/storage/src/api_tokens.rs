//! Keys with which an ICB's own tools read its figures. A key is kept as a hash.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{ApiTokenId, OdsCode, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::api_tokens::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// A key as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Identifier.
    pub id: ApiTokenId,
    /// The ICB that made it.
    pub icb: OdsCode,
    /// Whose figures it reads, with those below.
    pub scope: OdsCode,
    /// What the ICB calls it.
    pub name: String,
    /// Keyed hash of the key.
    pub secret_hash: String,
    /// Who made it.
    pub made_by: StaffId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The last day, in London.
    pub ends_on: NaiveDate,
    /// The last London day on which it was used.
    pub used_on: Option<NaiveDate>,
    /// Revoked when.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Keeps a key.
///
/// # Errors
/// `foreign_key` when an organisation is missing.
pub async fn insert(conn: &impl ConnectionTrait, token: &ApiToken) -> Result<(), StoreError> {
    let row = Model {
        id: token.id.uuid(),
        icb_code: token.icb.to_string(),
        scope_code: token.scope.to_string(),
        name: token.name.clone(),
        secret_hash: token.secret_hash.clone(),
        made_by: token.made_by.uuid(),
        made_at: token.made_at,
        ends_on: token.ends_on,
        used_on: token.used_on,
        revoked_at: token.revoked_at,
    };
    insert_row(conn, row).await
}

/// The key with this hash, working or not.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_hash(conn: &impl ConnectionTrait, hash: &str) -> Result<Option<ApiToken>, StoreError> {
    Entity::find().filter(COLUMN.secret_hash.eq(hash)).one(conn).await?.map(from_row).transpose()
}

/// Every key of an ICB, the newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_icb(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Vec<ApiToken>, StoreError> {
    let query = Entity::find().filter(COLUMN.icb_code.eq(icb.as_str()));
    let rows = query.order_by_desc(COLUMN.made_at).order_by_desc(COLUMN.id).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Notes the day on which a key was used; whether this is its first use of the day.
///
/// # Errors
/// When the database fails.
pub async fn used(conn: &impl ConnectionTrait, id: ApiTokenId, day: NaiveDate) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.used_on, Expr::value(day))
        .filter(COLUMN.id.eq(id.uuid()))
        .filter(COLUMN.used_on.is_null().or(COLUMN.used_on.lt(day)));
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Revokes a key of this ICB; whether it was not revoked until now.
///
/// # Errors
/// When the database fails.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    id: ApiTokenId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let revoked = Entity::update_many()
        .col_expr(COLUMN.revoked_at, Expr::value(at))
        .filter(COLUMN.id.eq(id.uuid()))
        .filter(COLUMN.icb_code.eq(icb.as_str()))
        .filter(COLUMN.revoked_at.is_null())
        .exec(conn)
        .await?;
    Ok(revoked.rows_affected > 0)
}

fn from_row(model: Model) -> Result<ApiToken, StoreError> {
    let row = Row::new("api_tokens", &model.id);
    Ok(ApiToken {
        id: ApiTokenId::from_uuid(model.id),
        icb: row.code("icb_code", &model.icb_code)?,
        scope: row.code("scope_code", &model.scope_code)?,
        name: model.name,
        secret_hash: model.secret_hash,
        made_by: StaffId::from_uuid(model.made_by),
        made_at: model.made_at,
        ends_on: model.ends_on,
        used_on: model.used_on,
        revoked_at: model.revoked_at,
    })
}
