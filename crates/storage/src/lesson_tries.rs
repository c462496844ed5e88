//! Tries at lessons, only ever added.

use chrono::{DateTime, Utc};
use domain::learn::{LessonTopic, Mark};
use domain::{AccountId, PatientId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::lesson_tries::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// A try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LessonTry {
    /// Identifier.
    pub id: Uuid,
    /// Whose lesson.
    pub patient: PatientId,
    /// Who answered.
    pub account: AccountId,
    /// Which lesson.
    pub topic: LessonTopic,
    /// How.
    pub mark: Mark,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps a try.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn insert(conn: &impl ConnectionTrait, tried: &LessonTry) -> Result<(), StoreError> {
    let row = Model {
        id: tried.id,
        patient_id: tried.patient.uuid(),
        account_id: tried.account.uuid(),
        topic: tried.topic.as_str().into(),
        right_answers: tried.mark.right.into(),
        questions: tried.mark.of.into(),
        tried_at: tried.at,
    };
    insert_row(conn, row).await
}

/// All tries of a patient, oldest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<LessonTry>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_asc(COLUMN.tried_at);
    query.all(conn).await?.into_iter().map(from_row).collect()
}

fn from_row(model: Model) -> Result<LessonTry, StoreError> {
    let row = Row::new("lesson_tries", &model.id);
    Ok(LessonTry {
        id: model.id,
        patient: PatientId::from_uuid(model.patient_id),
        account: AccountId::from_uuid(model.account_id),
        topic: row.read("topic", LessonTopic::parse(&model.topic))?,
        mark: Mark {
            right: row.read("right_answers", u8::try_from(model.right_answers).ok())?,
            of: row.read("questions", u8::try_from(model.questions).ok())?,
        },
        at: model.tried_at,
    })
}
