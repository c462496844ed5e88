//! What people said of themselves after joining. Every saying is kept with who said it and when.

use chrono::{DateTime, Utc};
use domain::screening::Screening;
use domain::{AccountId, PatientId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::screenings::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// Keeps what an account said of a person.
///
/// # Errors
/// `foreign_key` when account or patient is missing.
pub async fn insert(
    conn: &impl ConnectionTrait,
    id: Uuid,
    (account, patient): (AccountId, PatientId),
    said: &Screening,
    said_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        id,
        patient_id: patient.uuid(),
        account_id: account.uuid(),
        condition: said.condition.clone(),
        language: said.language.clone(),
        ethnicity: said.ethnicity.clone(),
        baseline: said.baseline.as_ref().map(to_json).transpose()?,
        said_at,
    };
    insert_row(conn, row).await
}

/// What was said last of a person, and when.
///
/// # Errors
/// When the row cannot be read.
pub async fn latest(
    conn: &impl ConnectionTrait,
    patient: PatientId,
) -> Result<Option<(Screening, DateTime<Utc>)>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid()));
    let row = query.order_by_desc(COLUMN.said_at).order_by_desc(COLUMN.id).one(conn).await?;
    row.map(|model| {
        let row = Row::new("screenings", &model.id);
        let baseline = model.baseline.map(|baseline| row.json("baseline", baseline)).transpose()?;
        let said =
            Screening { condition: model.condition, language: model.language, ethnicity: model.ethnicity, baseline };
        Ok((said, model.said_at))
    })
    .transpose()
}
