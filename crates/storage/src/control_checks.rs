//! Checks of control, only ever added.

use chrono::{DateTime, Utc};
use domain::control::ControlAnswers;
use domain::{AccountId, PatientId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::control_checks::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// Keeps the answers of one check.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    patient: PatientId,
    account: AccountId,
    answers: &ControlAnswers,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        id,
        patient_id: patient.uuid(),
        account_id: account.uuid(),
        reliever_days: answers.reliever_days.into(),
        nights_woken: answers.nights_woken.into(),
        steroid_courses: answers.steroid_courses.into(),
        checked_at: at,
    };
    insert_row(conn, row).await
}

/// All checks of a patient, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(
    conn: &impl ConnectionTrait,
    patient: PatientId,
) -> Result<Vec<(DateTime<Utc>, ControlAnswers)>, StoreError> {
    let query = Entity::find()
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .order_by_desc(COLUMN.checked_at)
        .order_by_desc(COLUMN.id);
    query.all(conn).await?.into_iter().map(from_row).collect()
}

fn from_row(model: Model) -> Result<(DateTime<Utc>, ControlAnswers), StoreError> {
    let row = Row::new("control_checks", &model.id);
    let answers = ControlAnswers {
        reliever_days: row.read("reliever_days", u8::try_from(model.reliever_days).ok())?,
        nights_woken: row.read("nights_woken", u8::try_from(model.nights_woken).ok())?,
        steroid_courses: row.read("steroid_courses", u8::try_from(model.steroid_courses).ok())?,
    };
    Ok((model.checked_at, answers))
}
