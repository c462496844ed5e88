//! Templates of ICBs. A version never changes once it is proposed; it is in force from its approval until it is ended or
//! a later version is approved.

use chrono::{DateTime, Utc};
use domain::plan::{Template, TemplateId};
use domain::{OdsCode, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::templates::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// One version as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVersion {
    /// What it says; names its version itself.
    pub template: Template,
    /// Who proposed it.
    pub made_by: StaffId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When and by whom it was approved.
    pub approved: Option<(DateTime<Utc>, StaffId)>,
    /// When and by whom it was withdrawn, and why.
    pub ended: Option<(DateTime<Utc>, StaffId, String)>,
}

impl TemplateVersion {
    /// Plans may be started from it and signed.
    pub const fn in_force(&self) -> bool {
        self.approved.is_some() && self.ended.is_none()
    }
}

/// Keeps a version that nobody has approved yet.
///
/// # Errors
/// `templates_pkey` when the ICB has this version already.
pub async fn insert(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    template: &Template,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        icb_code: icb.to_string(),
        template_id: template.id.as_str().into(),
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

/// Proposes and approves every starter template an ICB begins with, for one that has none.
///
/// # Errors
/// `templates_pkey` when it has some.
pub async fn take_up_starters(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    for id in TemplateId::ALL.into_iter().filter(|id| id.is_on_at_first()) {
        insert(conn, icb, &id.template(), by, at).await?;
        approve(conn, icb, (id, id.template().version), by, at).await?;
    }
    Ok(())
}

/// Every version of an ICB, templates in their usual order, the newest version first.
///
/// # Errors
/// When a row cannot be read.
pub async fn all(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Vec<TemplateVersion>, StoreError> {
    let query = Entity::find().filter(COLUMN.icb_code.eq(icb.as_str())).order_by_desc(COLUMN.version);
    let mut versions: Vec<TemplateVersion> =
        query.all(conn).await?.into_iter().map(from_row).collect::<Result<_, _>>()?;
    versions.sort_by_key(|version| version.template.id);
    Ok(versions)
}

/// Every version of one template, the newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    id: TemplateId,
) -> Result<Vec<TemplateVersion>, StoreError> {
    let query = Entity::find()
        .filter(COLUMN.icb_code.eq(icb.as_str()))
        .filter(COLUMN.template_id.eq(id.as_str()))
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
    (id, version): (TemplateId, u16),
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.approved_at.0, Expr::value(at))
        .col_expr(COLUMN.approved_by.0, Expr::value(by.uuid()))
        .filter(key(icb, id, version))
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
    (id, version): (TemplateId, u16),
    by: StaffId,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.ended_at.0, Expr::value(at))
        .col_expr(COLUMN.ended_by.0, Expr::value(by.uuid()))
        .col_expr(COLUMN.ended_reason.0, Expr::value(reason))
        .filter(key(icb, id, version))
        .filter(COLUMN.ended_at.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

fn key(icb: &OdsCode, id: TemplateId, version: u16) -> Expr {
    COLUMN.icb_code.eq(icb.as_str()).and(COLUMN.template_id.eq(id.as_str())).and(COLUMN.version.eq(i32::from(version)))
}

fn from_row(model: Model) -> Result<TemplateVersion, StoreError> {
    let row = Row::new("templates", &format!("{} {} {}", model.icb_code, model.template_id, model.version));
    let reason = model.ended_reason.unwrap_or_default();
    Ok(TemplateVersion {
        template: row.json("body", model.body)?,
        made_by: StaffId::from_uuid(model.made_by),
        made_at: model.made_at,
        approved: model.approved_at.zip(model.approved_by.map(StaffId::from_uuid)),
        ended: model.ended_at.zip(model.ended_by.map(StaffId::from_uuid)).map(|(at, by)| (at, by, reason)),
    })
}
