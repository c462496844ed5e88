//! Withdrawing a plan that must not be used any more.

use domain::EventKind;
use domain::plan::PlanStatus;
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
    let reason = super::read_words("reason", "Say why the plan is withdrawn", reason)?;
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
