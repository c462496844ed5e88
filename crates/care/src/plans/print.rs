//! Plans on paper. Paper leaves the service, so every print is noted.

use std::time::Duration;

use domain::plan::views::VersionView;
use domain::plan::{PlanStatus, SignedPlan};
use storage::patients;

use crate::audit::note;
use crate::{CareError, PatientAccess, PatientScope, Refused, Services};

/// How long a patient waits for their print to be noted.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_millis(300);

/// A signed version to be printed by staff as `print`, the short word for the kind of paper.
///
/// # Errors
/// `NotFound` when there is no such version or the patient is not in reach.
pub async fn print_version(
    scope: &PatientScope,
    services: &Services,
    number: u32,
    print: &'static str,
) -> Result<VersionView, CareError> {
    let view = super::plan_version(scope, services, number).await?;
    let (act, now) = (scope.act("plan_printed").with(format!("{number} {print}")), services.now());
    services.store.write::<_, CareError, _>(move |tx| Box::pin(async move { note(tx, &act, now).await })).await?;
    Ok(view)
}

/// The patient's plan in force, to be printed by them as `print`. Opening it counts as seeing it.
///
/// # Errors
/// `NotFound` when no plan is in force: what no longer counts is not for printing. A failure to note the print is no
/// reason to keep a plan from its owner.
pub async fn print_my_plan(
    access: &PatientAccess,
    services: &Services,
    print: &'static str,
) -> Result<SignedPlan, CareError> {
    let plan = super::my_plan(access, services).await?;
    let plan = plan.filter(|plan| plan.status() == PlanStatus::Signed).ok_or(Refused::NotFound)?;
    let (acting, now) = (access.clone(), services.now());
    let act = access.act("own_plan_printed").with(format!("{} {print}", plan.number()));
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
