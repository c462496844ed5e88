//! What was done after a version was signed: filed in the GP record, explained back by the patient.

use chrono::{DateTime, Utc};
use domain::plan::PlanStatus;
use domain::plan::after::{Step, ToFileLine};
use domain::{OdsCode, PatientId, PlanVersionId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};

use crate::StoreError;
use crate::entities::plan_follow_ups::{ActiveModel, COLUMN, Entity, Model};
use crate::entities::{patients, plan_versions};
use crate::map::{Row, insert_if_absent, name};

/// Who ticked a step, and when.
pub type Tick = (StaffId, DateTime<Utc>);

/// The steps of one version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// Filed in the GP record.
    pub filed: Option<Tick>,
    /// Explained back by the patient.
    pub taught_back: Option<Tick>,
}

/// Ticks a step of a version, or takes the tick away.
///
/// # Errors
/// `foreign_key` when version or staff is missing.
pub async fn set(
    conn: &impl ConnectionTrait,
    version: PlanVersionId,
    step: Step,
    tick: Option<Tick>,
) -> Result<(), StoreError> {
    let blank = Model { version_id: version.uuid(), filed_by: None, filed_at: None, taught_by: None, taught_at: None };
    insert_if_absent::<ActiveModel, _>(conn, blank).await?;
    let (by, at) = (tick.map(|(by, _)| by.uuid()), tick.map(|(_, at)| at));
    let (by_column, at_column) = match step {
        Step::Filed => (COLUMN.filed_by.0, COLUMN.filed_at.0),
        Step::TaughtBack => (COLUMN.taught_by.0, COLUMN.taught_at.0),
    };
    Entity::update_many()
        .col_expr(by_column, Expr::value(by))
        .col_expr(at_column, Expr::value(at))
        .filter(COLUMN.version_id.eq(version.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// The steps of a version.
///
/// # Errors
/// When the row cannot be read.
pub async fn of(conn: &impl ConnectionTrait, version: PlanVersionId) -> Result<FollowUp, StoreError> {
    let Some(model) = Entity::find_by_id(version.uuid()).one(conn).await? else { return Ok(FollowUp::default()) };
    let row = Row::new("plan_follow_ups", &model.version_id);
    let tick = |column, by: Option<uuid::Uuid>, at: Option<DateTime<Utc>>| match (by, at) {
        (Some(by), Some(at)) => Ok(Some((StaffId::from_uuid(by), at))),
        (None, None) => Ok(None),
        _ => row.read(column, None),
    };
    Ok(FollowUp {
        filed: tick("filed_by", model.filed_by, model.filed_at)?,
        taught_back: tick("taught_by", model.taught_by, model.taught_at)?,
    })
}

/// How many plans in force of a practice are not filed.
///
/// # Errors
/// When the database fails.
pub async fn count_to_file(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<i64, StoreError> {
    let query =
        to_file_query(practice).expr(Func::count(Expr::col((plan_versions::Entity, plan_versions::COLUMN.id)))).take();
    let row = conn.query_one(&query).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or(0))
}

/// Plans in force of a practice that are not filed, oldest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn to_file(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    limit: u64,
) -> Result<Vec<ToFileLine>, StoreError> {
    let plan = |column: plan_versions::Column| (plan_versions::Entity, column);
    let query = to_file_query(practice)
        .column(plan(plan_versions::COLUMN.patient_id.0))
        .column(plan(plan_versions::COLUMN.number.0))
        .column(plan(plan_versions::COLUMN.signed_at.0))
        .column(plan(plan_versions::COLUMN.author_name.0))
        .column((patients::Entity, patients::COLUMN.given_name.0))
        .column((patients::Entity, patients::COLUMN.family_name.0))
        .order_by(plan(plan_versions::COLUMN.signed_at.0), Order::Asc)
        .order_by(plan(plan_versions::COLUMN.id.0), Order::Asc)
        .limit(limit)
        .take();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let patient: uuid::Uuid = row.try_get_by_index(0)?;
            let number = Row::new("plan_versions", &patient).number("number", row.try_get_by_index(1)?)?;
            Ok(ToFileLine {
                patient: PatientId::from_uuid(patient),
                name: name(row.try_get_by_index(4)?, row.try_get_by_index(5)?),
                number,
                signed_at: row.try_get_by_index(2)?,
                author_name: row.try_get_by_index(3)?,
            })
        })
        .collect()
}

/// Everybody on the register of the practice now, wherever the plan was signed.
fn to_file_query(practice: &OdsCode) -> SelectStatement {
    let version = Expr::col((plan_versions::Entity, plan_versions::COLUMN.id.0));
    Query::select()
        .from(plan_versions::Entity)
        .inner_join(
            patients::Entity,
            Expr::col((patients::Entity, patients::COLUMN.id.0))
                .equals((plan_versions::Entity, plan_versions::COLUMN.patient_id.0)),
        )
        .left_join(Entity, version.equals((Entity, COLUMN.version_id.0)))
        .and_where(Expr::col((patients::Entity, patients::COLUMN.practice_code.0)).eq(practice.as_str()))
        .and_where(Expr::col((plan_versions::Entity, plan_versions::COLUMN.status.0)).eq(PlanStatus::Signed.as_str()))
        .and_where(Expr::col((Entity, COLUMN.filed_at.0)).is_null())
        .take()
}
