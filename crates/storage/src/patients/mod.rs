//! People on the asthma registers.

mod search;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::patient::Patient;
use domain::{DateOfBirth, NhsNumber, OdsCode, PatientId, Sex};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

pub use search::{PatientSearch, search};

use crate::entities::patients::{ActiveModel, COLUMN, Entity, Model};
use crate::map::{Row, Taken, asked, insert as insert_row, insert_many as insert_rows, name, to_json};
use crate::{StoreError, fold_name};

/// Where an NHS number is known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Whose it is.
    pub patient: PatientId,
    /// Practice of registration.
    pub practice: OdsCode,
}

/// Adds a patient.
///
/// # Errors
/// `patients_nhs_number_key` when the NHS number is known, `foreign_key` when the practice is not.
pub async fn insert(conn: &impl ConnectionTrait, patient: &Patient, now: DateTime<Utc>) -> Result<(), StoreError> {
    insert_row(conn, to_row(patient, now)?).await
}

/// Adds many patients, as an import does; how many were added.
///
/// # Errors
/// As for [`insert`]; then the whole transaction is to be given up.
pub async fn insert_many(
    conn: &impl ConnectionTrait,
    patients: &[Patient],
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let mut inserted = 0;
    // Folded and written in portions, so that a large register is not held twice.
    for portion in patients.chunks(4_096) {
        let rows = portion.iter().map(|patient| to_row(patient, now)).collect::<Result<Vec<_>, _>>()?;
        inserted += insert_rows(conn, rows, Taken::Refuse).await?;
    }
    Ok(inserted)
}

/// Writes everything about a known patient but when they were added; whether there was such a patient.
///
/// # Errors
/// As for [`insert`].
pub async fn update(conn: &impl ConnectionTrait, patient: &Patient, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut row: ActiveModel = to_row(patient, now)?.into_active_model().reset_all();
    row.id.take();
    row.created_at.take();
    let updated = Entity::update_many().set(row).filter(COLUMN.id.eq(patient.id.uuid())).exec(conn).await?;
    Ok(updated.rows_affected > 0)
}

/// Which of these NHS numbers are on any register, and where.
///
/// # Errors
/// When a row cannot be read.
pub async fn known(
    conn: &impl ConnectionTrait,
    numbers: &[NhsNumber],
) -> Result<HashMap<NhsNumber, Known>, StoreError> {
    let mut found = HashMap::new();
    for portion in numbers.chunks(1_000) {
        let rows: Vec<(uuid::Uuid, String, String)> = Entity::find()
            .select_only()
            .columns([COLUMN.id.0, COLUMN.nhs_number.0, COLUMN.practice_code.0])
            .filter(COLUMN.nhs_number.is_in(portion.iter().map(NhsNumber::as_digits)))
            .into_tuple()
            .all(conn)
            .await?;
        for (id, number, practice) in rows {
            let row = Row::new("patients", &id);
            let number = row.read("nhs_number", NhsNumber::parse(&number).ok())?;
            let practice = row.code("practice_code", &practice)?;
            found.insert(number, Known { patient: PatientId::from_uuid(id), practice });
        }
    }
    Ok(found)
}

/// Which of these people are on any register.
///
/// # Errors
/// When the database fails.
pub async fn known_ids(conn: &impl ConnectionTrait, ids: &[PatientId]) -> Result<HashSet<PatientId>, StoreError> {
    let mut found = HashSet::new();
    for portion in ids.chunks(1_000) {
        let rows: Vec<uuid::Uuid> = Entity::find()
            .select_only()
            .column(COLUMN.id.0)
            .filter(COLUMN.id.is_in(portion.iter().map(|id| id.uuid())))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(PatientId::from_uuid));
    }
    Ok(found)
}

/// A patient of this practice; `None` for another practice's, as for nobody's.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    id: PatientId,
) -> Result<Option<Patient>, StoreError> {
    let row = Entity::find_by_id(id.uuid()).filter(COLUMN.practice_code.eq(practice.as_str())).one(conn).await?;
    row.map(from_row).transpose()
}

/// The patient themself, for an account that acts for them or an invitation made out to them.
///
/// # Errors
/// When the row cannot be read.
pub async fn own(conn: &impl ConnectionTrait, id: PatientId) -> Result<Option<Patient>, StoreError> {
    Entity::find_by_id(id.uuid()).one(conn).await?.map(from_row).transpose()
}

/// These patients themselves, for their accounts; those who are on no register are left out.
///
/// # Errors
/// When a row cannot be read.
pub async fn own_all(
    conn: &impl ConnectionTrait,
    ids: &[PatientId],
) -> Result<BTreeMap<PatientId, Patient>, StoreError> {
    let mut found = BTreeMap::new();
    for portion in asked(ids) {
        for row in Entity::find().filter(COLUMN.id.is_in(portion)).all(conn).await? {
            let patient = from_row(row)?;
            found.insert(patient.id, patient);
        }
    }
    Ok(found)
}

/// Everybody on the register of a practice.
///
/// # Errors
/// When the database fails.
pub async fn ids_at(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<HashSet<PatientId>, StoreError> {
    let rows: Vec<uuid::Uuid> = Entity::find()
        .select_only()
        .column(COLUMN.id.0)
        .filter(COLUMN.practice_code.eq(practice.as_str()))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(PatientId::from_uuid).collect())
}

/// Some patients of a practice.
///
/// # Errors
/// When a row cannot be read.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    ids: &[PatientId],
) -> Result<Vec<Patient>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for portion in ids.chunks(500) {
        let query = Entity::find()
            .filter(COLUMN.practice_code.eq(practice.as_str()))
            .filter(COLUMN.id.is_in(portion.iter().map(|id| id.uuid())));
        for row in query.all(conn).await? {
            found.push(from_row(row)?);
        }
    }
    Ok(found)
}

/// How many patients a practice has on the register.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(COLUMN.practice_code.eq(practice.as_str())).count(conn).await?)
}

/// Patients of a practice in the order of their ids, after one of them.
///
/// # Errors
/// When a row cannot be read.
pub async fn page(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    after: Option<PatientId>,
    limit: u64,
) -> Result<Vec<Patient>, StoreError> {
    let mut query = Entity::find().filter(COLUMN.practice_code.eq(practice.as_str()));
    if let Some(after) = after {
        query = query.filter(sea_orm::ColumnTrait::gt(&COLUMN.id.0, after.uuid()));
    }
    query.order_by_asc(COLUMN.id).limit(limit).all(conn).await?.into_iter().map(from_row).collect()
}

fn to_row(patient: &Patient, now: DateTime<Utc>) -> Result<Model, StoreError> {
    let folded = fold_name(&format!("{} {}", patient.name.family, patient.name.given));
    Ok(Model {
        id: patient.id.uuid(),
        nhs_number: patient.nhs_number.as_digits().into(),
        given_name: patient.name.given.clone(),
        family_name: patient.name.family.clone(),
        folded_name: folded,
        date_of_birth: patient.date_of_birth.date(),
        sex: patient.sex.as_str().into(),
        practice_code: patient.practice.to_string(),
        phone: patient.phone.clone(),
        email: patient.email.clone(),
        height_cm: patient.height_cm.map(i32::from),
        asthma_onset: patient.asthma_onset.clone(),
        current_inhalers: to_json(&patient.current_inhalers)?,
        last_peak_flow: patient.last_peak_flow.map(i32::from),
        deprivation: patient.deprivation.map(i32::from),
        created_at: now,
        updated_at: now,
    })
}

pub(crate) fn from_row(model: Model) -> Result<Patient, StoreError> {
    let row = Row::new("patients", &model.id);
    Ok(Patient {
        id: PatientId::from_uuid(model.id),
        nhs_number: row.read("nhs_number", NhsNumber::parse(&model.nhs_number).ok())?,
        name: name(model.given_name, model.family_name),
        date_of_birth: DateOfBirth::from_date(model.date_of_birth),
        sex: row.read("sex", Sex::parse(&model.sex))?,
        practice: row.code("practice_code", &model.practice_code)?,
        phone: model.phone,
        email: model.email,
        height_cm: row.number_if("height_cm", model.height_cm)?,
        asthma_onset: model.asthma_onset,
        current_inhalers: row.json("current_inhalers", model.current_inhalers)?,
        last_peak_flow: row.number_if("last_peak_flow", model.last_peak_flow)?,
        deprivation: row.number_if("deprivation", model.deprivation)?,
    })
}
