//! Assessments of Gillick competence. They are never changed; a later one counts.

use chrono::{DateTime, Utc};
use domain::gillick::Gillick;
use domain::{OdsCode, PatientId, StaffId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::gillick_assessments::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// An assessment as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Identifier.
    pub id: Uuid,
    /// Of whom.
    pub patient: PatientId,
    /// At which practice.
    pub practice: OdsCode,
    /// Answers, notes and outcome.
    pub gillick: Gillick,
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps an assessment.
///
/// # Errors
/// `foreign_key` when patient, practice or staff is missing.
pub async fn insert(conn: &impl ConnectionTrait, assessment: &Assessment) -> Result<(), StoreError> {
    let row = Model {
        id: assessment.id,
        patient_id: assessment.patient.uuid(),
        practice_code: assessment.practice.to_string(),
        answers: to_json(&assessment.gillick.answers)?,
        notes: assessment.gillick.notes.clone(),
        competent: assessment.gillick.competent,
        assessed_by: assessment.by.uuid(),
        assessed_at: assessment.at,
    };
    insert_row(conn, row).await
}

/// Every assessment of a patient, the newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<Assessment>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid()));
    let rows = query.order_by_desc(COLUMN.assessed_at).order_by_desc(COLUMN.id).all(conn).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("gillick_assessments", &model.id);
            Ok(Assessment {
                id: model.id,
                patient: PatientId::from_uuid(model.patient_id),
                practice: row.code("practice_code", &model.practice_code)?,
                gillick: Gillick {
                    answers: row.json("answers", model.answers)?,
                    notes: model.notes,
                    competent: model.competent,
                },
                by: StaffId::from_uuid(model.assessed_by),
                at: model.assessed_at,
            })
        })
        .collect()
}
