use domain::plan::SignedPlan;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// Which steps to show. Whatever is not the plan in force means the general ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Steps {
    /// Those of the signed plan in force.
    Own(Box<SignedPlan>),
    /// Nobody is logged in.
    LoggedOut,
    /// No plan was signed yet.
    NoPlan,
    /// The plan was withdrawn.
    Withdrawn,
    /// The plan could not be read, or not soon enough.
    NotReached,
}

/// The steps for whoever asks. It always answers, and soon: an error status might let something on the way replace the
/// page with one of its own.
#[server(prefix = "/api", endpoint = "my/emergency")]
pub(super) async fn my_emergency() -> Result<Steps, AppError> {
    use domain::plan::PlanStatus;
    let longest_wait = std::time::Duration::from_secs(2);
    let cx = crate::context::request()?;
    let Ok(access) = care::access::PatientAccess::of(&cx.proof) else { return Ok(Steps::LoggedOut) };
    let plan = care::plans::my_emergency(&access, &cx.services);
    Ok(match tokio::time::timeout(longest_wait, plan).await {
        Ok(Ok(Some(plan))) if plan.status() == PlanStatus::Signed => Steps::Own(Box::new(plan)),
        Ok(Ok(Some(_))) => Steps::Withdrawn,
        Ok(Ok(None)) => Steps::NoPlan,
        Ok(Err(_)) | Err(_) => Steps::NotReached,
    })
}
