//! Pages that ICBs write for their patients. A version's words never change.

use chrono::{DateTime, Utc};
use domain::local_page::LocalPage;
use domain::{LocalPageId, OdsCode, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::local_pages::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// A version as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageVersion {
    /// Which page.
    pub id: LocalPageId,
    /// Its number, from 1.
    pub version: u32,
    /// Whose page.
    pub icb: OdsCode,
    /// The words.
    pub page: LocalPage,
    /// By whom and when it was written.
    pub written: (StaffId, DateTime<Utc>),
    /// By whom and when it was approved.
    pub approved: Option<(StaffId, DateTime<Utc>)>,
    /// By whom and when it was withdrawn.
    pub withdrawn: Option<(StaffId, DateTime<Utc>)>,
}

/// Keeps a version.
///
/// # Errors
/// `local_pages_pkey` when somebody else wrote that version first.
pub async fn insert(conn: &impl ConnectionTrait, version: &PageVersion) -> Result<(), StoreError> {
    let number = i32::try_from(version.version).map_err(|_| StoreError::fault("a version is too large"))?;
    let row = Model {
        page_id: version.id.uuid(),
        version: number,
        icb_code: version.icb.to_string(),
        title: version.page.title.clone(),
        body: version.page.text.clone(),
        owner: version.page.owner.clone(),
        review_by: version.page.review_by,
        written_by: version.written.0.uuid(),
        written_at: version.written.1,
        approved_by: version.approved.map(|(by, _)| by.uuid()),
        approved_at: version.approved.map(|(_, at)| at),
        withdrawn_by: version.withdrawn.map(|(by, _)| by.uuid()),
        withdrawn_at: version.withdrawn.map(|(_, at)| at),
    };
    insert_row(conn, row).await
}

/// Every version of every page of an ICB: page by page, the newest version first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_icb(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Vec<PageVersion>, StoreError> {
    let query = Entity::find().filter(COLUMN.icb_code.eq(icb.as_str()));
    let rows = query.order_by_asc(COLUMN.page_id).order_by_desc(COLUMN.version).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Approves a version that waits. False when there is none.
///
/// # Errors
/// When the database fails.
pub async fn approve(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    (id, version): (LocalPageId, u32),
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.approved_by, Expr::value(by.uuid()))
        .col_expr(COLUMN.approved_at, Expr::value(at))
        .filter(COLUMN.page_id.eq(id.uuid()).and(COLUMN.icb_code.eq(icb.as_str())))
        .filter(COLUMN.version.eq(i64::from(version)))
        .filter(COLUMN.approved_at.is_null())
        .filter(COLUMN.withdrawn_at.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Withdraws a page with all its versions. False when there is none to withdraw.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    id: LocalPageId,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let update = Entity::update_many()
        .col_expr(COLUMN.withdrawn_by, Expr::value(by.uuid()))
        .col_expr(COLUMN.withdrawn_at, Expr::value(at))
        .filter(COLUMN.page_id.eq(id.uuid()).and(COLUMN.icb_code.eq(icb.as_str())))
        .filter(COLUMN.withdrawn_at.is_null());
    Ok(update.exec(conn).await?.rows_affected > 0)
}

fn from_row(model: Model) -> Result<PageVersion, StoreError> {
    let row = Row::new("local_pages", &format!("{} {}", model.page_id, model.version));
    Ok(PageVersion {
        id: LocalPageId::from_uuid(model.page_id),
        version: row.number("version", model.version)?,
        icb: row.code("icb_code", &model.icb_code)?,
        page: LocalPage { title: model.title, text: model.body, owner: model.owner, review_by: model.review_by },
        written: (StaffId::from_uuid(model.written_by), model.written_at),
        approved: model.approved_by.map(StaffId::from_uuid).zip(model.approved_at),
        withdrawn: model.withdrawn_by.map(StaffId::from_uuid).zip(model.withdrawn_at),
    })
}
