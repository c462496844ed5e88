//! When somebody last watched and practised how a kind of inhaler is used.

use chrono::{DateTime, Utc};
use domain::technique::Guide;
use domain::{AccountId, PatientId, Relationship};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryTrait};

use crate::StoreError;
use crate::entities::technique_marks::{COLUMN, Entity, Model};
use crate::map::Row;

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which guide.
    pub guide: Guide,
    /// Who.
    pub account: AccountId,
    /// How they stood to the person then.
    pub relationship: Relationship,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps a mark in place of the one before.
///
/// # Errors
/// `foreign_key` when patient or account is missing.
pub async fn put(conn: &impl ConnectionTrait, patient: PatientId, mark: Mark) -> Result<(), StoreError> {
    let row = Model {
        patient_id: patient.uuid(),
        guide: mark.guide.as_str().into(),
        account_id: mark.account.uuid(),
        relationship: mark.relationship.as_str().into(),
        done_at: mark.at,
    };
    let again = OnConflict::columns([COLUMN.patient_id.0, COLUMN.guide.0])
        .update_columns([COLUMN.account_id.0, COLUMN.relationship.0, COLUMN.done_at.0])
        .to_owned();
    conn.execute(&Entity::insert(row.into_active_model()).on_conflict(again).into_query()).await?;
    Ok(())
}

/// The marks of a person.
///
/// # Errors
/// When a row cannot be read.
pub async fn of(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<Mark>, StoreError> {
    let rows = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).all(conn).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("technique_marks", &model.patient_id);
            Ok(Mark {
                guide: row.read("guide", model.guide.parse().ok())?,
                account: AccountId::from_uuid(model.account_id),
                relationship: row.read("relationship", Relationship::parse(&model.relationship))?,
                at: model.done_at,
            })
        })
        .collect()
}
