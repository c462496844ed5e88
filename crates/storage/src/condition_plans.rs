//! Signed plans for other conditions. What was signed cannot be changed or deleted by anybody; a version only ever ends,
//! and one of each condition is in force.

use domain::condition::signed::ConditionRecord;
use domain::condition::{Condition, SignedConditionPlan};
use domain::plan::PlanStatus;
use domain::plan::stage::Signature;
use domain::{OdsCode, PatientId, PlanVersionId, Role, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::StoreError;
use crate::entities::condition_plans::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};
use crate::plan_versions::Ended;

/// A version as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionPlan {
    /// The plan, checked against its hash.
    pub plan: SignedConditionPlan,
    /// How it ended, unless it is in force.
    pub ended: Option<Ended>,
}

/// Keeps a signed version. End the version before it first.
///
/// # Errors
/// `condition_plans_number_key` when the number is taken, `condition_plans_one_signed` when another version is in force.
pub async fn insert(
    conn: &impl ConnectionTrait,
    (id, patient, practice): (PlanVersionId, PatientId, &OdsCode),
    plan: &SignedConditionPlan,
) -> Result<(), StoreError> {
    let (content, signature) = (plan.content(), plan.signature());
    let row = Model {
        id: id.uuid(),
        patient_id: patient.uuid(),
        condition: content.condition.as_str().into(),
        number: i32::try_from(plan.number()).map_err(|_| StoreError::fault("a version number is too large"))?,
        practice_code: practice.to_string(),
        content: serde_json::to_string(content).map_err(|_| StoreError::fault("a plan cannot be written as JSON"))?,
        content_hash: plan.content_hash().to_owned(),
        template_version: content.template_version.into(),
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
    };
    insert_row(conn, row).await
}

/// The version signed last, in force or ended.
///
/// # Errors
/// When the row cannot be read or does not match its hash.
pub async fn latest(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    condition: Condition,
) -> Result<Option<ConditionPlan>, StoreError> {
    of(patient, condition).one(conn).await?.map(from_row).transpose()
}

/// The version with this number.
///
/// # Errors
/// As for [`latest`].
pub async fn by_number(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    condition: Condition,
    number: u32,
) -> Result<Option<ConditionPlan>, StoreError> {
    let Ok(number) = i32::try_from(number) else { return Ok(None) };
    of(patient, condition).filter(COLUMN.number.eq(number)).one(conn).await?.map(from_row).transpose()
}

/// Ends the version in force, superseded or withdrawn. False when there is none.
///
/// # Errors
/// When the database fails.
pub async fn end(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    condition: Condition,
    status: PlanStatus,
    ended: &Ended,
) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.status, Expr::value(status.as_str()))
        .col_expr(COLUMN.ended_at, Expr::value(ended.at))
        .col_expr(COLUMN.ended_by, Expr::value(ended.by.uuid()))
        .col_expr(COLUMN.ended_reason, Expr::value(ended.reason.clone()))
        .filter(COLUMN.patient_id.eq(patient.uuid()).and(COLUMN.condition.eq(condition.as_str())))
        .filter(COLUMN.status.eq(PlanStatus::Signed.as_str()))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

fn of(patient: PatientId, condition: Condition) -> Select<Entity> {
    Entity::find()
        .filter(COLUMN.patient_id.eq(patient.uuid()))
        .filter(COLUMN.condition.eq(condition.as_str()))
        .order_by_desc(COLUMN.number)
}

fn from_row(model: Model) -> Result<ConditionPlan, StoreError> {
    let row = Row::new("condition_plans", &model.id);
    let record = ConditionRecord {
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
            approver: None,
        },
        review_due: model.review_due,
        status: row.read("status", PlanStatus::parse(&model.status))?,
    };
    let ended = match (model.ended_at, model.ended_by) {
        (Some(at), Some(by)) => Some(Ended { at, by: StaffId::from_uuid(by), reason: model.ended_reason }),
        (None, None) => None,
        _ => return row.read("ended_by", None),
    };
    // A plan that is not what was signed is not shown at all, nor one of another condition.
    let plan = SignedConditionPlan::from_record(record).ok();
    let plan = plan.filter(|plan| plan.content().condition.as_str() == model.condition);
    Ok(ConditionPlan { plan: row.read("content_hash", plan)?, ended })
}
