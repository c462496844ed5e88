//! Days on which a person used the passport: one row per person and day, so that people are counted, not taps.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{OdsCode, PatientId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::entities::active_days::{COLUMN, Entity, Model};
use crate::map::{Taken, insert_if_absent as insert_absent, insert_many as insert_rows, padded};

/// A person was active on a London day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveDay {
    /// Who.
    pub patient: PatientId,
    /// The day.
    pub day: NaiveDate,
    /// Practice of registration then.
    pub practice: OdsCode,
}

/// Notes that a person was active; whether that was news.
///
/// # Errors
/// `foreign_key` when patient or practice is missing.
pub async fn insert_if_absent(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    day: NaiveDate,
    practice: &OdsCode,
) -> Result<bool, StoreError> {
    insert_absent(conn, to_row(&ActiveDay { patient, day, practice: practice.clone() })).await
}

/// Notes many active days, known ones left out; how many were news.
///
/// # Errors
/// As for [`insert_if_absent`].
pub async fn insert_many(conn: &impl ConnectionTrait, days: &[ActiveDay]) -> Result<u64, StoreError> {
    insert_rows(conn, days.iter().map(to_row).collect(), Taken::Skip).await
}

/// Days on which one person was active, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<NaiveDate>, StoreError> {
    let rows = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_asc(COLUMN.day).all(conn).await?;
    Ok(rows.into_iter().map(|model| model.day).collect())
}

/// Days on which these people were active.
///
/// # Errors
/// When the database fails.
pub async fn of_patients(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, BTreeSet<NaiveDate>>, StoreError> {
    let query = Entity::find().select_only().column(COLUMN.patient_id.0).column(COLUMN.day.0);
    let ids = patients.iter().map(|patient| patient.uuid());
    let rows: Vec<(uuid::Uuid, NaiveDate)> = query.filter(COLUMN.patient_id.is_in(ids)).into_tuple().all(conn).await?;
    let mut people: BTreeMap<PatientId, BTreeSet<NaiveDate>> = BTreeMap::new();
    for (patient, day) in rows {
        people.entry(PatientId::from_uuid(patient)).or_default().insert(day);
    }
    Ok(people)
}

/// For each of these people and days the active day next before or on it, and the next one after it: days further away
/// change nothing of how long somebody counts as active.
///
/// # Errors
/// When the database fails.
pub async fn nearest(
    conn: &impl ConnectionTrait,
    asked: &BTreeSet<(PatientId, NaiveDate)>,
) -> Result<BTreeMap<PatientId, BTreeSet<NaiveDate>>, StoreError> {
    let mut people: BTreeMap<PatientId, BTreeSet<NaiveDate>> = BTreeMap::new();
    for portion in padded(asked.iter().copied().collect()) {
        let (theirs, asked_day) = (Expr::col(("asked", "column1")), Expr::col(("asked", "column2")));
        let near = |day: Expr, which: Expr| {
            let mut near = Query::select();
            let whose = Expr::col((Entity, COLUMN.patient_id)).eq(theirs.clone());
            near.expr(day).from(Entity).and_where(whose).and_where(which);
            Expr::from(near)
        };
        let day = || Expr::col((Entity, COLUMN.day));
        let mut query = Query::select();
        query
            .expr(theirs.clone())
            .expr(near(day().max(), day().lte(asked_day.clone())))
            .expr(near(day().min(), day().gt(asked_day.clone())))
            .from_values(portion.into_iter().map(|(patient, day)| (patient.uuid(), day)), "asked");
        for row in conn.query_all(&query).await? {
            let patient: uuid::Uuid = row.try_get_by_index(0)?;
            let (before, after): (Option<NaiveDate>, Option<NaiveDate>) =
                (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
            people.entry(PatientId::from_uuid(patient)).or_default().extend(before.into_iter().chain(after));
        }
    }
    Ok(people)
}

/// The person was not active that day after all.
///
/// # Errors
/// When the database fails.
pub async fn remove(conn: &impl ConnectionTrait, patient: PatientId, day: NaiveDate) -> Result<(), StoreError> {
    Entity::delete_by_id((patient.uuid(), day)).exec(conn).await?;
    Ok(())
}

fn to_row(day: &ActiveDay) -> Model {
    Model { patient_id: day.patient.uuid(), day: day.day, practice_code: day.practice.to_string() }
}
