//! Formularies of ICBs. A version never changes once it is imported; it comes into force when it is activated, from its
//! day on, and goes out of force when it is ended.

use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::formulary::Formulary;
use domain::{OdsCode, StaffId};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::entities::formularies::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// One version as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormularyVersion {
    /// Products and words; names its version and first day itself.
    pub formulary: Formulary,
    /// When it was brought in.
    pub imported_at: DateTime<Utc>,
    /// When and by whom it was activated.
    pub activated: Option<(DateTime<Utc>, StaffId)>,
    /// When and by whom it was taken out of force.
    pub ended: Option<(DateTime<Utc>, StaffId)>,
}

/// Keeps a version that nobody has activated yet.
///
/// # Errors
/// `formularies_pkey` when the ICB has this version already.
pub async fn insert(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    formulary: &Formulary,
    from: NaiveDate,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        icb_code: icb.to_string(),
        version: version(formulary.version)?,
        from_day: from,
        body: to_json(formulary)?,
        imported_at: at,
        activated_at: None,
        activated_by: None,
        ended_at: None,
        ended_by: None,
    };
    insert_row(conn, row).await
}

/// The version in force on a day: the activated one with the latest first day.
///
/// # Errors
/// When the row cannot be read.
pub async fn in_force(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    day: NaiveDate,
) -> Result<Option<Formulary>, StoreError> {
    let query = of(icb)
        .filter(COLUMN.activated_at.is_not_null())
        .filter(COLUMN.ended_at.is_null())
        .filter(COLUMN.from_day.lte(day))
        .order_by_desc(COLUMN.from_day)
        .order_by_desc(COLUMN.version)
        .limit(1);
    Ok(query.one(conn).await?.map(from_row).transpose()?.map(|version| version.formulary))
}

/// Every version of an ICB, the newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn all(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Vec<FormularyVersion>, StoreError> {
    of(icb).order_by_desc(COLUMN.version).all(conn).await?.into_iter().map(from_row).collect()
}

/// Brings a version into force from its day on. False when there is no such version, or it was activated or ended
/// before.
///
/// # Errors
/// When the database fails.
pub async fn activate(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    version: u32,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.activated_at.0, Expr::value(at))
        .col_expr(COLUMN.activated_by.0, Expr::value(by.uuid()))
        .filter(COLUMN.icb_code.eq(icb.as_str()))
        .filter(COLUMN.version.eq(self::version(version)?))
        .filter(COLUMN.activated_at.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Takes a version out of force. False when it is not in force.
///
/// # Errors
/// When the database fails.
pub async fn end(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    version: u32,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.ended_at.0, Expr::value(at))
        .col_expr(COLUMN.ended_by.0, Expr::value(by.uuid()))
        .filter(COLUMN.icb_code.eq(icb.as_str()))
        .filter(COLUMN.version.eq(self::version(version)?))
        .filter(COLUMN.activated_at.is_not_null())
        .filter(COLUMN.ended_at.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

fn of(icb: &OdsCode) -> sea_orm::Select<Entity> {
    Entity::find().filter(COLUMN.icb_code.eq(icb.as_str()))
}

fn version(number: u32) -> Result<i32, StoreError> {
    i32::try_from(number).map_err(|_| StoreError::fault("a version number is too large"))
}

fn from_row(model: Model) -> Result<FormularyVersion, StoreError> {
    let row = Row::new("formularies", &format!("{} {}", model.icb_code, model.version));
    Ok(FormularyVersion {
        formulary: row.json("body", model.body)?,
        imported_at: model.imported_at,
        activated: model.activated_at.zip(model.activated_by.map(StaffId::from_uuid)),
        ended: model.ended_at.zip(model.ended_by.map(StaffId::from_uuid)),
    })
}
