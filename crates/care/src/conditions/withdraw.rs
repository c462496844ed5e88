//! Withdrawing a plan for another condition.

use domain::Topic;
use domain::condition::Condition;
use domain::plan::PlanStatus;
use storage::plan_versions::Ended;
use storage::{condition_plans, outbox};

use crate::audit::note;
use crate::plans::read_words;
use crate::{CareError, PatientScope, Refused, Services};

/// Withdraws version `number`, which must be the one in force. The patient's copy says so at once; nothing is deleted.
///
/// # Errors
/// `Fields` when the reason is too short or too long, `NotFound` without such a version, `Conflict` when it is no longer
/// in force.
pub async fn withdraw_condition(
    scope: &PatientScope,
    services: &Services,
    condition: Condition,
    number: u32,
    reason: &str,
) -> Result<(), CareError> {
    let (acting, reason, now) =
        (scope.clone(), read_words("reason", "Say why the plan is withdrawn", reason)?, services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = acting.patient();
                let version = condition_plans::by_number(tx, patient, condition, number).await?;
                if version.ok_or(Refused::NotFound)?.plan.status() != PlanStatus::Signed {
                    return Err(Refused::Conflict.into());
                }
                let ended = Ended { at: now, by: acting.staff(), reason: Some(reason) };
                condition_plans::end(tx, patient, condition, PlanStatus::Withdrawn, &ended).await?;
                let act = acting.act("condition_plan_withdrawn").with(format!("{condition} version {number}"));
                note(tx, &act, now).await?;
                Ok(outbox::append(tx, &Topic::Patient(patient), now).await?)
            })
        })
        .await
}
