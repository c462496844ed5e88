//! Questions sent before a visit. The request sent last is the one that counts; its answers can be changed while it is
//! open.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::visit::{Answered, VisitAnswers};
use domain::{AccountId, OdsCode, PatientId, Relationship, StaffId};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::visit_questions::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// A request as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRequest {
    /// Identifier.
    pub id: Uuid,
    /// Of whom.
    pub patient: PatientId,
    /// Where they were registered then.
    pub practice: OdsCode,
    /// Who asks.
    pub asked_by: StaffId,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Open until.
    pub closes_at: DateTime<Utc>,
    /// The answers, once there are some.
    pub answered: Option<Answered>,
}

/// Keeps a request without answers.
///
/// # Errors
/// `foreign_key` when patient, practice or staff is missing.
pub async fn insert(conn: &impl ConnectionTrait, request: &VisitRequest) -> Result<(), StoreError> {
    let row = Model {
        id: request.id,
        patient_id: request.patient.uuid(),
        practice_code: request.practice.to_string(),
        asked_by: request.asked_by.uuid(),
        asked_at: request.asked_at,
        closes_at: request.closes_at,
        answers: None,
        answered_by: None,
        answered_as: None,
        answered_at: None,
    };
    insert_row(conn, row).await
}

/// The request sent last, open or not.
///
/// # Errors
/// When the row cannot be read.
pub async fn latest(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<VisitRequest>, StoreError> {
    let query = Entity::find()
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .order_by_desc(COLUMN.asked_at)
        .order_by_desc(COLUMN.id);
    query.one(conn).await?.map(from_row).transpose()
}

/// Every request of a person, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<VisitRequest>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid()));
    let rows = query.order_by_desc(COLUMN.asked_at).order_by_desc(COLUMN.id).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Keeps the answers to a request that is open at this moment; `false`, with nothing changed, when it is not.
///
/// # Errors
/// `foreign_key` when the account is missing.
pub async fn answer(
    conn: &impl ConnectionTrait,
    id: Uuid,
    account: AccountId,
    answered: &Answered,
) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.answers, Expr::value(to_json(&answered.answers)?))
        .col_expr(COLUMN.answered_by, Expr::value(account.uuid()))
        .col_expr(COLUMN.answered_as, Expr::value(answered.by.as_str()))
        .col_expr(COLUMN.answered_at, Expr::value(answered.at))
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.closes_at.gt(answered.at))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// The questions of a practice that are open and have no answers: of whom, and when they were sent last.
///
/// # Errors
/// When the database fails.
pub async fn unanswered_at(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    now: DateTime<Utc>,
) -> Result<BTreeMap<PatientId, DateTime<Utc>>, StoreError> {
    let open = Entity::find()
        .filter(COLUMN.practice_code.eq(practice.as_str()))
        .filter(COLUMN.closes_at.gt(now))
        .filter(COLUMN.answered_at.is_null());
    let rows = open.order_by_asc(COLUMN.asked_at).all(conn).await?;
    Ok(rows.into_iter().map(|row| (PatientId::from_uuid(row.patient_id), row.asked_at)).collect())
}

/// The visit took place: whatever is open for the patient closes now.
///
/// # Errors
/// When the database fails.
pub async fn close(conn: &impl ConnectionTrait, patient: PatientId, now: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(COLUMN.closes_at, Expr::value(now))
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .filter(COLUMN.closes_at.gt(now))
        .exec(conn)
        .await?;
    Ok(())
}

fn from_row(model: Model) -> Result<VisitRequest, StoreError> {
    let row = Row::new("visit_questions", &model.id);
    let answered = match (model.answers, model.answered_as, model.answered_at) {
        (Some(answers), Some(by), Some(at)) => Some(Answered {
            answers: row.json::<VisitAnswers>("answers", answers)?,
            by: row.read("answered_as", Relationship::parse(&by))?,
            at,
        }),
        (None, None, None) => None,
        _ => return row.read("answers", None),
    };
    Ok(VisitRequest {
        id: model.id,
        patient: PatientId::from_uuid(model.patient_id),
        practice: row.code("practice_code", &model.practice_code)?,
        asked_by: StaffId::from_uuid(model.asked_by),
        asked_at: model.asked_at,
        closes_at: model.closes_at,
        answered,
    })
}
