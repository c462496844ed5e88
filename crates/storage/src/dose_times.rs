//! The times at which a family takes the doses of the day, one row a person.

use chrono::{DateTime, Utc};
use domain::dose::{DoseTimes, DoseTimesForm};
use domain::{AccountId, PatientId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryTrait};

use crate::StoreError;
use crate::entities::dose_times::{COLUMN, Entity, Model};
use crate::map::Row;

/// Keeps the times in place of those before.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn put(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    times: DoseTimes,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let text = DoseTimesForm::from(times);
    let row = Model {
        patient_id: patient.uuid(),
        morning: text.morning,
        night: text.night,
        chosen_by: by.uuid(),
        chosen_at: at,
    };
    let again = OnConflict::column(COLUMN.patient_id.0)
        .update_columns([COLUMN.morning.0, COLUMN.night.0, COLUMN.chosen_by.0, COLUMN.chosen_at.0])
        .to_owned();
    conn.execute(&Entity::insert(row.into_active_model()).on_conflict(again).into_query()).await?;
    Ok(())
}

/// The times the family chose, if it did.
///
/// # Errors
/// When the row cannot be read.
pub async fn get(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<DoseTimes>, StoreError> {
    let Some(model) = Entity::find_by_id(patient.uuid()).one(conn).await? else { return Ok(None) };
    from_texts(&patient, model.morning, model.night).map(Some)
}

pub(crate) fn from_texts(patient: &PatientId, morning: String, night: String) -> Result<DoseTimes, StoreError> {
    let row = Row::new("dose_times", patient);
    row.read("morning", DoseTimesForm { morning, night }.read().ok())
}
