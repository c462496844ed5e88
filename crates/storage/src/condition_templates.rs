//! Templates of other conditions, as ICBs own them. A version never changes once it is proposed; it is in force from its approval until it is ended or
//! a later version is approved.

use chrono::{DateTime, Utc};
use domain::condition::{Condition, ConditionTemplate};
use domain::{OdsCode, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::condition_templates::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// One version as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionTemplateVersion {
    /// What it says; names its version itself.
    pub template: ConditionTemplate,
    /// Who proposed it.
    pub made_by: StaffId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When and by whom it was approved.
    pub approved: Option<(DateTime<Utc>, StaffId)>,
    /// When and by whom it was withdrawn, and why.
    pub ended: Option<(DateTime<Utc>, StaffId, String)>,
}

impl ConditionTemplateVersion {
    /// Plans may be started from it and signed.
    pub const fn in_force(&self) -> bool {
        self.approved.is_some() && self.ended.is_none()
    }
}

/// Keeps a version that nobody has approved yet.
///
/// # Errors
/// `condition_templates_pkey` when the ICB has this version already.
pub async fn insert(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    template: &ConditionTemplate,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        icb_code: icb.to_string(),
        condition: template.condition.as_str().into(),
        version: template.version.into(),
        body: to_json(template)?,
        made_by: by.uuid(),
        made_at: at,
        approved_by: None,
        approved_at: None,
        ended_by: None,
        ended_at: None,
        ended_reason: None,
    };
    insert_row(conn, row).await
}

/// Every version of an ICB, conditions in their usual order, the newest version first.
///
/// # Errors
/// When a row cannot be read.
pub async fn all(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Vec<ConditionTemplateVersion>, StoreError> {
    let query = Entity::find().filter(COLUMN.icb_code.eq(icb.as_str())).order_by_desc(COLUMN.version);
    let mut versions: Vec<ConditionTemplateVersion> =
        query.all(conn).await?.into_iter().map(from_row).collect::<Result<_, _>>()?;
    versions.sort_by_key(|version| version.template.condition);
    Ok(versions)
}

/// Every version for one condition, the newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    condition: Condition,
) -> Result<Vec<ConditionTemplateVersion>, StoreError> {
    let query = Entity::find()
        .filter(COLUMN.icb_code.eq(icb.as_str()))
        .filter(COLUMN.condition.eq(condition.as_str()))
        .order_by_desc(COLUMN.version);
    query.all(conn).await?.into_iter().map(from_row).collect()
}

/// Approves a proposed version. False when there is none waiting.
///
/// # Errors
/// When the database fails.
pub async fn approve(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    (condition, version): (Condition, u16),
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.approved_at.0, Expr::value(at))
        .col_expr(COLUMN.approved_by.0, Expr::value(by.uuid()))
        .filter(key(icb, condition, version))
        .filter(COLUMN.approved_at.is_null())
        .filter(COLUMN.ended_at.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Withdraws a version, approved or not. False when it was withdrawn before.
///
/// # Errors
/// When the database fails.
pub async fn end(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    (condition, version): (Condition, u16),
    by: StaffId,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.ended_at.0, Expr::value(at))
        .col_expr(COLUMN.ended_by.0, Expr::value(by.uuid()))
        .col_expr(COLUMN.ended_reason.0, Expr::value(reason))
        .filter(key(icb, condition, version))
        .filter(COLUMN.ended_at.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

fn key(icb: &OdsCode, condition: Condition, version: u16) -> Expr {
    COLUMN
        .icb_code
        .eq(icb.as_str())
        .and(COLUMN.condition.eq(condition.as_str()))
        .and(COLUMN.version.eq(i32::from(version)))
}

fn from_row(model: Model) -> Result<ConditionTemplateVersion, StoreError> {
    let row = Row::new("condition_templates", &format!("{} {} {}", model.icb_code, model.condition, model.version));
    let reason = model.ended_reason.unwrap_or_default();
    Ok(ConditionTemplateVersion {
        template: row.json("body", model.body)?,
        made_by: StaffId::from_uuid(model.made_by),
        made_at: model.made_at,
        approved: model.approved_at.zip(model.approved_by.map(StaffId::from_uuid)),
        ended: model.ended_at.zip(model.ended_by.map(StaffId::from_uuid)).map(|(at, by)| (at, by, reason)),
    })
}
