//! Signed plans. What was signed cannot be changed or deleted by anybody; a version only ever ends.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::plan::stage::{Approver, Signature, SignedRecord};
use domain::plan::{PlanStatus, SignedPlan};
use domain::{DraftId, OdsCode, PatientId, PlanVersionId, Role, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::StoreError;
use crate::entities::plan_versions::{COLUMN, Entity, Model};
use crate::map::{Row, asked, insert as insert_row, to_json};

/// A version to keep.
#[derive(Clone, Debug)]
pub struct NewPlanVersion<'a> {
    /// Identifier.
    pub id: PlanVersionId,
    /// Whose plan.
    pub patient: PatientId,
    /// The draft it was signed from; a draft is signed once.
    pub draft: DraftId,
    /// Where it was signed.
    pub practice: OdsCode,
    /// The plan.
    pub plan: &'a SignedPlan,
}

/// How a version ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: StaffId,
    /// Why, for a withdrawal.
    pub reason: Option<String>,
}

/// A version as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanVersion {
    /// Identifier.
    pub id: PlanVersionId,
    /// Whose plan.
    pub patient: PatientId,
    /// The draft it was signed from.
    pub draft: DraftId,
    /// Where it was signed.
    pub practice: OdsCode,
    /// The plan, checked against its hash.
    pub plan: SignedPlan,
    /// How it ended, unless it is in force.
    pub ended: Option<Ended>,
}

/// Keeps a signed version. End the version before it first.
///
/// # Errors
/// `plan_versions_draft_key` when the draft was signed already, `plan_versions_patient_number_key` when the number is
/// taken, `plan_versions_one_signed_per_patient` when another version is in force.
pub async fn insert(conn: &impl ConnectionTrait, new: &NewPlanVersion<'_>) -> Result<(), StoreError> {
    let plan = new.plan;
    let content = plan.content();
    let signature = plan.signature();
    let number = i32::try_from(plan.number()).map_err(|_| StoreError::fault("a version number is too large"))?;
    let row = Model {
        id: new.id.uuid(),
        patient_id: new.patient.uuid(),
        number,
        draft_id: new.draft.uuid(),
        practice_code: new.practice.to_string(),
        content: serde_json::to_string(content).map_err(|_| StoreError::fault("a plan cannot be written as JSON"))?,
        content_hash: plan.content_hash().to_owned(),
        template_id: content.template.id.as_str().into(),
        template_version: content.template.version.into(),
        rules_version: plan.rules_version().into(),
        confirmations: to_json(&plan.confirmations())?,
        author_id: signature.author.uuid(),
        author_name: signature.author_name.clone(),
        author_role: signature.author_role.as_str().into(),
        signed_at: signature.signed_at,
        review_due: plan.review_due(),
        status: plan.status().as_str().into(),
        ended_at: None,
        ended_by: None,
        ended_reason: None,
        approver_id: signature.approver.as_ref().map(|second| second.id.uuid()),
        approver_name: signature.approver.as_ref().map(|second| second.name.clone()),
        approver_role: signature.approver.as_ref().map(|second| second.role.as_str().into()),
    };
    insert_row(conn, row).await
}

/// The version in force.
///
/// # Errors
/// When the row cannot be read or does not match its hash.
pub async fn current(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<PlanVersion>, StoreError> {
    one(conn, of(patient).filter(COLUMN.status.eq(PlanStatus::Signed.as_str()))).await
}

/// The versions in force of these people; those without one are left out.
///
/// # Errors
/// As for [`current`].
pub async fn current_of(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, PlanVersion>, StoreError> {
    let mut found = BTreeMap::new();
    for portion in asked(patients) {
        let query = Entity::find().filter(COLUMN.patient_id.is_in(portion));
        for row in query.filter(COLUMN.status.eq(PlanStatus::Signed.as_str())).all(conn).await? {
            let patient = PatientId::from_uuid(row.patient_id);
            found.insert(patient, from_row(row)?);
        }
    }
    Ok(found)
}

/// The version signed last, in force or ended.
///
/// # Errors
/// As for [`current`].
pub async fn latest(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<PlanVersion>, StoreError> {
    one(conn, of(patient)).await
}

/// The version with this number.
///
/// # Errors
/// As for [`current`].
pub async fn by_number(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    number: u32,
) -> Result<Option<PlanVersion>, StoreError> {
    let Ok(number) = i32::try_from(number) else { return Ok(None) };
    one(conn, of(patient).filter(COLUMN.number.eq(number))).await
}

/// The version signed from this draft.
///
/// # Errors
/// As for [`current`].
pub async fn by_draft(conn: &impl ConnectionTrait, draft: DraftId) -> Result<Option<PlanVersion>, StoreError> {
    one(conn, Entity::find().filter(COLUMN.draft_id.eq(draft.uuid()))).await
}

/// Every version of a patient, newest first.
///
/// # Errors
/// As for [`current`].
pub async fn list(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<PlanVersion>, StoreError> {
    of(patient).all(conn).await?.into_iter().map(from_row).collect()
}

/// Number of the version signed last; 0 before the first.
///
/// # Errors
/// When the row cannot be read.
pub async fn latest_number(conn: &impl ConnectionTrait, patient: PatientId) -> Result<u32, StoreError> {
    let number: Option<i32> = of(patient).select_only().column(COLUMN.number.0).into_tuple().one(conn).await?;
    Row::new("plan_versions", &patient).number("number", number.unwrap_or(0))
}

/// Ends the version in force, superseded or withdrawn, and answers its number. `None` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn end(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    status: PlanStatus,
    ended: &Ended,
) -> Result<Option<u32>, StoreError> {
    let current: Option<i32> = of(patient)
        .filter(COLUMN.status.eq(PlanStatus::Signed.as_str()))
        .select_only()
        .column(COLUMN.number.0)
        .into_tuple()
        .one(conn)
        .await?;
    let Some(number) = current else { return Ok(None) };
    let changed = Entity::update_many()
        .col_expr(COLUMN.status, Expr::value(status.as_str()))
        .col_expr(COLUMN.ended_at, Expr::value(ended.at))
        .col_expr(COLUMN.ended_by, Expr::value(ended.by.uuid()))
        .col_expr(COLUMN.ended_reason, Expr::value(ended.reason.clone()))
        .filter(COLUMN.patient_id.eq(patient.uuid()).and(COLUMN.number.eq(number)))
        .filter(COLUMN.status.eq(PlanStatus::Signed.as_str()))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 {
        return Ok(None);
    }
    Row::new("plan_versions", &patient).number("number", number).map(Some)
}

fn of(patient: PatientId) -> Select<Entity> {
    Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_desc(COLUMN.number)
}

async fn one(conn: &impl ConnectionTrait, query: Select<Entity>) -> Result<Option<PlanVersion>, StoreError> {
    query.one(conn).await?.map(from_row).transpose()
}

fn from_row(model: Model) -> Result<PlanVersion, StoreError> {
    let row = Row::new("plan_versions", &model.id);
    let approver = match (model.approver_id, model.approver_name, model.approver_role) {
        (Some(id), Some(name), Some(role)) => {
            let role = row.read("approver_role", Role::parse(&role))?;
            Some(Approver { id: StaffId::from_uuid(id), name, role })
        }
        (None, None, None) => None,
        _ => return row.read("approver_id", None),
    };
    let record = SignedRecord {
        number: row.number("number", model.number)?,
        content: row.read("content", serde_json::from_str(&model.content).ok())?,
        content_hash: model.content_hash,
        rules_version: row.number("rules_version", model.rules_version)?,
        confirmations: row.json("confirmations", model.confirmations)?,
        signature: Signature {
            author: StaffId::from_uuid(model.author_id),
            author_name: model.author_name,
            author_role: row.read("author_role", Role::parse(&model.author_role))?,
            signed_at: model.signed_at,
            approver,
        },
        review_due: model.review_due,
        status: row.read("status", PlanStatus::parse(&model.status))?,
    };
    let ended = match (model.ended_at, model.ended_by) {
        (Some(at), Some(by)) => Some(Ended { at, by: StaffId::from_uuid(by), reason: model.ended_reason }),
        (None, None) => None,
        _ => return row.read("ended_by", None),
    };
    Ok(PlanVersion {
        id: PlanVersionId::from_uuid(model.id),
        patient: PatientId::from_uuid(model.patient_id),
        draft: DraftId::from_uuid(model.draft_id),
        practice: row.code("practice_code", &model.practice_code)?,
        // Plans are life-critical: one that is not what was signed is not shown at all.
        plan: row.read("content_hash", SignedPlan::from_record(record).ok())?,
        ended,
    })
}
