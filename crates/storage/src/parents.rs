//! How far parents act for young people: the ICB's policy and what was decided. Decisions are never changed.

use chrono::{DateTime, Utc};
use domain::parents::{Decided, ParentDecision, ParentPolicy};
use domain::{AccountId, OdsCode, PatientId, StaffId};
use sea_orm::sea_query::{ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QueryTrait};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::parent_decisions::{COLUMN, Entity, Model};
use crate::entities::{account_people, organisations, parent_policies, patients};
use crate::map::{Row, insert as insert_row};

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// A clinician of the practice.
    Staff(StaffId),
    /// The young person.
    Account(AccountId),
}

/// A decision as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// Identifier.
    pub id: Uuid,
    /// About whose parents.
    pub patient: PatientId,
    /// What, about whom and when.
    pub decided: Decided,
    /// By whom.
    pub by: DecidedBy,
    /// Why, where it was asked.
    pub words: Option<String>,
}

/// Keeps a decision.
///
/// # Errors
/// `foreign_key` when patient, account or staff is missing.
pub async fn insert(conn: &impl ConnectionTrait, decision: &NewDecision) -> Result<(), StoreError> {
    let row = Model {
        id: decision.id,
        patient_id: decision.patient.uuid(),
        account_id: decision.decided.about.map(AccountId::uuid),
        decision: decision.decided.decision.as_str().into(),
        by_staff: if let DecidedBy::Staff(id) = decision.by { Some(id.uuid()) } else { None },
        by_account: if let DecidedBy::Account(id) = decision.by { Some(id.uuid()) } else { None },
        words: decision.words.clone(),
        decided_at: decision.decided.at,
    };
    insert_row(conn, row).await
}

/// Everything decided about a young person's parents, the oldest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<Decided>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid()));
    let rows = query.order_by_asc(COLUMN.decided_at).order_by_asc(COLUMN.id).all(conn).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("parent_decisions", &model.id);
            Ok(Decided {
                decision: row.read("decision", ParentDecision::parse(&model.decision))?,
                about: model.account_id.map(AccountId::from_uuid),
                at: model.decided_at,
            })
        })
        .collect()
}

/// The policy that holds at a practice: its ICB's, or the usual one.
///
/// # Errors
/// When the row cannot be read.
pub async fn policy_at(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<ParentPolicy, StoreError> {
    let icb = Query::select()
        .column(organisations::COLUMN.icb_code)
        .from(organisations::Entity)
        .and_where(organisations::COLUMN.code.eq(practice.as_str()))
        .take();
    let query = parent_policies::Entity::find().filter(parent_policies::COLUMN.icb_code.in_subquery(icb));
    query.one(conn).await?.map_or_else(|| Ok(ParentPolicy::default()), policy)
}

/// The policy that an ICB set, if it set one.
///
/// # Errors
/// When the row cannot be read.
pub async fn policy_of(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Option<ParentPolicy>, StoreError> {
    parent_policies::Entity::find_by_id(icb.to_string()).one(conn).await?.map(policy).transpose()
}

/// Sets an ICB's policy.
///
/// # Errors
/// `parent_policies_ages_check` for ages that cannot be.
pub async fn set_policy(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    policy: ParentPolicy,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let column = parent_policies::COLUMN;
    let row = parent_policies::Model {
        icb_code: icb.to_string(),
        review_from: policy.review_from.into(),
        ends_at: policy.ends_at.into(),
        set_by: by.uuid(),
        set_at: at,
    };
    let again = OnConflict::column(column.icb_code.0)
        .update_columns([column.review_from.0, column.ends_at.0, column.set_by.0, column.set_at.0])
        .to_owned();
    conn.execute(&parent_policies::Entity::insert(row.into_active_model()).on_conflict(again).into_query()).await?;
    Ok(())
}

/// Patients of a practice for whom a parent acts now.
///
/// # Errors
/// When a row cannot be read.
pub async fn with_parents(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
) -> Result<Vec<domain::patient::Patient>, StoreError> {
    let people = account_people::COLUMN;
    let acting = Query::select()
        .column(people.patient_id)
        .from(account_people::Entity)
        .and_where(people.relationship.eq("parent").and(people.ended_at.is_null()))
        .take();
    let rows = patients::Entity::find()
        .filter(patients::COLUMN.practice_code.eq(practice.as_str()))
        .filter(patients::COLUMN.id.in_subquery(acting))
        .all(conn)
        .await?;
    rows.into_iter().map(crate::patients::from_row).collect()
}

fn policy(model: parent_policies::Model) -> Result<ParentPolicy, StoreError> {
    let row = Row::new("parent_policies", &model.icb_code);
    Ok(ParentPolicy {
        review_from: row.number("review_from", model.review_from)?,
        ends_at: row.number("ends_at", model.ends_at)?,
    })
}
