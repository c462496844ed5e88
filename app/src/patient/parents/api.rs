use domain::AccountId;
use domain::parents::MyParents;
use leptos::prelude::*;

use crate::AppError;

/// Who else sees the plan of the person shown.
#[server(name = ReadMyParents, prefix = "/api", endpoint = "parents/mine")]
pub(super) async fn my_parents() -> Result<MyParents, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::parents::my_parents(&access, &cx.services).await?)
}

/// Records what the young person decided, about one parent or all.
#[server(prefix = "/api", endpoint = "parents/decide")]
pub(super) async fn decide_about_parents(
    decision: String,
    #[server(default)] about: Option<AccountId>,
) -> Result<(), AppError> {
    use domain::parents::ParentDecision;
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    let decision = ParentDecision::parse(&decision).ok_or(AppError::Changed)?;
    care::parents::decide_as_young_person(&access, &cx.services, about, decision).await?;
    leptos_axum::redirect(crate::routes::MY_PARENTS);
    Ok(())
}
