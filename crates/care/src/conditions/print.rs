//! Plans for other conditions on paper. Paper leaves the service, so every print is noted.

use domain::condition::views::ConditionPlanView;
use domain::condition::{Condition, SignedConditionPlan};
use domain::plan::PlanStatus;
use storage::{condition_plans, patients};

use crate::audit::note;
use crate::plans::LONGEST_WAIT;
use crate::{CareError, PatientAccess, PatientScope, Refused, Services};

/// A signed version to be printed by staff.
///
/// # Errors
/// `NotFound` when there is no such version or the patient is not in reach.
pub async fn print_condition_plan(
    scope: &PatientScope,
    services: &Services,
    condition: Condition,
    number: u32,
) -> Result<ConditionPlanView, CareError> {
    let view = super::condition_plan(scope, services, condition, number).await?;
    let detail = format!("{condition} version {number}");
    let (act, now) = (scope.act("condition_plan_printed").with(detail), services.now());
    services.store.write::<_, CareError, _>(move |tx| Box::pin(async move { note(tx, &act, now).await })).await?;
    Ok(view)
}

/// The patient's plan in force, to be printed by them.
///
/// # Errors
/// `NotFound` when no plan is in force: what no longer counts is not for printing. A failure to note the print is no
/// reason to keep a plan from its owner.
pub async fn print_my_condition_plan(
    access: &PatientAccess,
    services: &Services,
    condition: Condition,
) -> Result<SignedConditionPlan, CareError> {
    let plan = {
        let read = services.store.read().await?;
        condition_plans::latest(&*read, access.patient(), condition).await?.ok_or(Refused::NotFound)?.plan
    };
    if plan.status() != PlanStatus::Signed {
        return Err(Refused::NotFound.into());
    }
    let (acting, now) = (access.clone(), services.now());
    let act = access.act("own_condition_plan_printed").with(format!("{condition} version {}", plan.number()));
    let noted = services.store.write::<_, CareError, _>(move |tx| {
        Box::pin(async move {
            let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
            note(tx, &act.at(&patient.practice), now).await
        })
    });
    // The note is handed over by then and is kept even if nobody waits for it.
    let _ = tokio::time::timeout(LONGEST_WAIT, noted).await;
    Ok(plan)
}
