//! Who may sign plans, and until when. One that ended stays, for whoever asks later.

use chrono::{DateTime, Utc};
use domain::certificate::Certified;
use domain::{CertificateId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::certificates::{COLUMN, Entity, Model};
use crate::map::insert as insert_row;

/// A certificate as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Identifier.
    pub id: CertificateId,
    /// Whose.
    pub staff: StaffId,
    /// For what.
    pub subject: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// The moment at which it ends.
    pub until: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: StaffId,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Records a certificate.
///
/// # Errors
/// `certificates_time_check` when it ends before it begins.
pub async fn insert(conn: &impl ConnectionTrait, certificate: &Certificate) -> Result<(), StoreError> {
    let row = Model {
        id: certificate.id.uuid(),
        staff_id: certificate.staff.uuid(),
        subject: certificate.subject.clone(),
        valid_from: certificate.from,
        valid_until: certificate.until,
        recorded_by: certificate.recorded_by.uuid(),
        recorded_at: certificate.recorded_at,
    };
    insert_row(conn, row).await
}

/// The certificate that is current at a moment and lasts longest.
///
/// # Errors
/// When the database fails.
pub async fn current(
    conn: &impl ConnectionTrait,
    staff: StaffId,
    subject: &str,
    at: DateTime<Utc>,
) -> Result<Option<Certificate>, StoreError> {
    let query = Entity::find()
        .filter(of(staff, subject))
        .filter(COLUMN.valid_from.lte(at).and(COLUMN.valid_until.gt(at)))
        .order_by_desc(COLUMN.valid_until);
    Ok(query.one(conn).await?.map(from_row))
}

/// How somebody stands to a subject at a moment.
///
/// # Errors
/// When the database fails.
pub async fn certified(
    conn: &impl ConnectionTrait,
    staff: StaffId,
    subject: &str,
    at: DateTime<Utc>,
) -> Result<Certified, StoreError> {
    if let Some(current) = current(conn, staff, subject, at).await? {
        return Ok(Certified::Until(current.until));
    }
    let ended = Entity::find()
        .filter(of(staff, subject).and(COLUMN.valid_until.lte(at)))
        .order_by_desc(COLUMN.valid_until)
        .one(conn)
        .await?;
    Ok(ended.map_or(Certified::Never, |row| Certified::Ended(row.valid_until)))
}

/// Ends every certificate of somebody for a subject that is current at a moment; how many.
///
/// # Errors
/// When the database fails.
pub async fn end(
    conn: &impl ConnectionTrait,
    staff: StaffId,
    subject: &str,
    at: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let ended = Entity::update_many()
        .col_expr(COLUMN.valid_until, Expr::value(at))
        .filter(of(staff, subject).and(COLUMN.valid_from.lte(at)).and(COLUMN.valid_until.gt(at)))
        .exec(conn)
        .await?;
    Ok(ended.rows_affected)
}

fn of(staff: StaffId, subject: &str) -> Expr {
    COLUMN.staff_id.eq(staff.uuid()).and(COLUMN.subject.eq(subject))
}

fn from_row(model: Model) -> Certificate {
    Certificate {
        id: CertificateId::from_uuid(model.id),
        staff: StaffId::from_uuid(model.staff_id),
        subject: model.subject,
        from: model.valid_from,
        until: model.valid_until,
        recorded_by: StaffId::from_uuid(model.recorded_by),
        recorded_at: model.recorded_at,
    }
}
