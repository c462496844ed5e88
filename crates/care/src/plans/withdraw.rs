//! Withdrawing a plan that must not be used any more.

use domain::person::is_invisible;
use domain::plan::PlanStatus;
use domain::{EventKind, FieldProblem};
use storage::plan_versions::{self, Ended};

use crate::audit;
use crate::events::{Happened, record_event};
use crate::{CareError, PatientScope, Refused, Services};

/// Withdraws version `number`, which must be the one in force. The patient's copy says so at once; nothing is deleted.
///
/// # Errors
/// `Fields` when the reason is too short or too long, `NotFound` without such a version, `Conflict` when it is no longer
/// in force.
pub async fn withdraw(scope: &PatientScope, services: &Services, number: u32, reason: &str) -> Result<(), CareError> {
    let reason = read_reason(reason)?;
    let now = services.clock.now();
    let (acting, services_in) = (scope.clone(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let scope = &acting;
                super::patient(tx, scope).await?;
                let version = plan_versions::by_number(tx, scope.patient(), number).await?.ok_or(Refused::NotFound)?;
                if version.plan.status() != PlanStatus::Signed {
                    return Err(Refused::Conflict.into());
                }
                let ended = Ended { at: now, by: scope.staff(), reason: Some(reason) };
                plan_versions::end(tx, scope.patient(), PlanStatus::Withdrawn, &ended).await?;
                audit::note(tx, &scope.act("plan_withdrawn").with(format!("version {number}")), now).await?;
                let withdrawn = Happened::new(EventKind::PlanWithdrawn, scope.patient(), scope.practice(), now);
                record_event(tx, &services_in, withdrawn).await?;
                Ok(())
            })
        })
        .await
}

/// A reason worth keeping.
pub(crate) fn read_reason(text: &str) -> Result<String, CareError> {
    let reason = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = match reason.chars().count() {
        0..3 => "Say why the plan is withdrawn",
        501.. => "The reason can have at most 500 characters",
        _ if reason.chars().any(is_invisible) => "The reason has characters that cannot be seen: type it again",
        _ => return Ok(reason),
    };
    Err(Refused::Fields(vec![FieldProblem::new("reason", message)]).into())
}
