use domain::OdsCode;
use domain::parents::{ParentPolicy, ReviewList};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// Young people whose parents' access waits for a review.
#[server(prefix = "/api", endpoint = "young_people/list")]
pub(super) async fn to_review(practice: OdsCode) -> Result<ReviewList, AppError> {
    let cx = crate::context::request()?;
    let access = care::ClinicalAccess::at(&cx.proof, &practice)?;
    Ok(care::parents::to_review(&access, &cx.services).await?)
}

/// The ICB's name and policy.
#[server(prefix = "/api", endpoint = "young_people/policy")]
pub(super) async fn policy(icb: OdsCode) -> Result<(String, ParentPolicy), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    let policy = care::parents::policy(&access, &cx.services).await?;
    Ok((access.icb().name.clone(), policy))
}

/// Sets the ICB's policy.
#[server(prefix = "/api", endpoint = "young_people/set_policy")]
pub(super) async fn set_policy(
    icb: OdsCode,
    #[server(default)] review_from: String,
    #[server(default)] ends_at: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    match ParentPolicy::read(&review_from, &ends_at) {
        Ok(policy) => {
            care::parents::set_policy(&access, &cx.services, policy).await?;
            leptos_axum::redirect(&routes::parent_policy(&icb));
            Ok(FormAnswer::Done(()))
        }
        Err(problems) => {
            let typed = [("review_from", review_from.as_str()), ("ends_at", ends_at.as_str())];
            again(&routes::parent_policy(&icb), Returned::new(typed, problems)).await
        }
    }
}
