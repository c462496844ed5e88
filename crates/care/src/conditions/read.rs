//! Reading plans for other conditions: staff any version, patients only what was signed for them last.

use domain::condition::views::{ConditionPlanView, OtherPlan};
use domain::condition::{Condition, SignedConditionPlan};
use domain::plan::PlanStatus;
use domain::{OdsCode, PatientId};
use storage::{ConnectionTrait, condition_plans, patients};

use super::in_force;
use crate::audit::note;
use crate::{CareError, PatientAccess, PatientScope, Refused, Services};

/// A signed version, with whether it still counts.
///
/// # Errors
/// `NotFound` when there is no such version.
pub async fn condition_plan(
    scope: &PatientScope,
    services: &Services,
    condition: Condition,
    number: u32,
) -> Result<ConditionPlanView, CareError> {
    let read = services.store.read().await?;
    let version = condition_plans::by_number(&*read, scope.patient(), condition, number).await?;
    let version = version.ok_or(Refused::NotFound)?;
    let latest = condition_plans::latest(&*read, scope.patient(), condition).await?;
    let current = latest.filter(|latest| latest.plan.status() == PlanStatus::Signed).map(|latest| latest.plan.number());
    let ended_reason = version.ended.and_then(|ended| ended.reason);
    Ok(ConditionPlanView { plan: version.plan, current, ended_reason, today: services.today() })
}

/// What a record says of other conditions: those with a plan, and those a plan can be started for.
///
/// # Errors
/// When the database fails.
pub async fn other_plans(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    practice: &OdsCode,
) -> Result<Vec<OtherPlan>, CareError> {
    let mut plans = Vec::new();
    for condition in Condition::ALL {
        let last = condition_plans::latest(conn, patient, condition).await?;
        let last = last.map(|last| (last.plan.number(), last.plan.status(), last.plan.review_due()));
        let on = in_force(conn, practice, condition).await?.is_some();
        if on || last.is_some() {
            plans.push(OtherPlan { condition, last, on });
        }
    }
    Ok(plans)
}

/// The person's own plan for a condition: the version signed last, which may have been withdrawn since and then says so.
///
/// # Errors
/// `NotFound` before the first.
pub async fn my_condition_plan(
    access: &PatientAccess,
    services: &Services,
    condition: Condition,
) -> Result<SignedConditionPlan, CareError> {
    let (acting, now) = (access.clone(), services.now());
    let plan = {
        let read = services.store.read().await?;
        condition_plans::latest(&*read, access.patient(), condition).await?.ok_or(Refused::NotFound)?.plan
    };
    let detail = format!("{condition} version {}", plan.number());
    let noted: Result<(), CareError> = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let act = acting.act("own_condition_plan_opened").at(&patient.practice).with(detail);
                note(tx, &act, now).await
            })
        })
        .await;
    // It was logged where it happened, and the plan matters more than the row.
    noted.ok();
    Ok(plan)
}

/// Conditions for which the person has a plan, in force or withdrawn.
///
/// # Errors
/// When the database fails.
pub async fn my_other_plans(access: &PatientAccess, services: &Services) -> Result<Vec<Condition>, CareError> {
    let read = services.store.read().await?;
    let mut conditions = Vec::new();
    for condition in Condition::ALL {
        if condition_plans::latest(&*read, access.patient(), condition).await?.is_some() {
            conditions.push(condition);
        }
    }
    Ok(conditions)
}
