//! Log-ins of patients and parents, and for whom each acts.

use chrono::{DateTime, Utc};
use domain::{AccountId, PatientId, Relationship};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryTrait};

use crate::StoreError;
use crate::entities::account_people::{COLUMN, Entity, Model};
use crate::entities::accounts;
use crate::map::{Row, insert as insert_row};

/// A person an account acts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountPerson {
    /// The account.
    pub account: AccountId,
    /// The person.
    pub patient: PatientId,
    /// How the account stands to them.
    pub relationship: Relationship,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when, once it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Makes an account.
///
/// # Errors
/// When the id is taken.
pub async fn insert(conn: &impl ConnectionTrait, id: AccountId, at: DateTime<Utc>) -> Result<(), StoreError> {
    insert_row(conn, accounts::Model { id: id.uuid(), created_at: at }).await
}

/// Whether there is such an account.
///
/// # Errors
/// When the database fails.
pub async fn exists(conn: &impl ConnectionTrait, id: AccountId) -> Result<bool, StoreError> {
    Ok(accounts::Entity::find_by_id(id.uuid()).one(conn).await?.is_some())
}

/// Lets an account act for a person, from the start or again.
///
/// # Errors
/// `foreign_key` when account or patient is missing.
pub async fn add_person(conn: &impl ConnectionTrait, person: &AccountPerson) -> Result<(), StoreError> {
    let row = Model {
        account_id: person.account.uuid(),
        patient_id: person.patient.uuid(),
        relationship: person.relationship.as_str().into(),
        since: person.since,
        ended_at: person.ended_at,
    };
    let again = OnConflict::columns([COLUMN.account_id.0, COLUMN.patient_id.0])
        .update_columns([COLUMN.relationship.0, COLUMN.since.0, COLUMN.ended_at.0])
        .to_owned();
    conn.execute(&Entity::insert(sea_orm::IntoActiveModel::into_active_model(row)).on_conflict(again).into_query())
        .await?;
    Ok(())
}

/// Everybody an account acts for now, first added first.
///
/// # Errors
/// When a row cannot be read.
pub async fn people(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<AccountPerson>, StoreError> {
    current(conn, COLUMN.account_id.eq(account.uuid())).await
}

/// Every account that acts for a person now, first added first.
///
/// # Errors
/// When a row cannot be read.
pub async fn accounts_of(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<AccountPerson>, StoreError> {
    current(conn, COLUMN.patient_id.eq(patient.uuid())).await
}

/// Ends that an account acts for a person; whether it did.
///
/// # Errors
/// When the database fails.
pub async fn end_person(
    conn: &impl ConnectionTrait,
    account: AccountId,
    patient: PatientId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let ended = Entity::update_many()
        .col_expr(COLUMN.ended_at, Expr::value(at))
        .filter(COLUMN.account_id.eq(account.uuid()).and(COLUMN.patient_id.eq(patient.uuid())))
        .filter(COLUMN.ended_at.is_null())
        .exec(conn)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Every account that acts or acted for a person, first added first.
///
/// # Errors
/// When a row cannot be read.
pub async fn ever_of(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<AccountPerson>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_asc(COLUMN.since);
    query.all(conn).await?.into_iter().map(from_row).collect()
}

async fn current(conn: &impl ConnectionTrait, whose: Expr) -> Result<Vec<AccountPerson>, StoreError> {
    let rows = Entity::find()
        .filter(whose.and(COLUMN.ended_at.is_null()))
        .order_by_asc(COLUMN.since)
        .order_by_asc(COLUMN.patient_id)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(model: Model) -> Result<AccountPerson, StoreError> {
    let row = Row::new("account_people", &model.account_id);
    Ok(AccountPerson {
        account: AccountId::from_uuid(model.account_id),
        patient: PatientId::from_uuid(model.patient_id),
        relationship: row.read("relationship", Relationship::parse(&model.relationship))?,
        since: model.since,
        ended_at: model.ended_at,
    })
}
