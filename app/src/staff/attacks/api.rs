use domain::attack_review::ReviewList;
use domain::{OdsCode, ReviewId};
use leptos::prelude::*;

use crate::AppError;

/// What is open at the practice, and what was ended lately.
#[server(name = ReadAttacks, prefix = "/api", endpoint = "attacks/list")]
pub(crate) async fn attacks(practice: OdsCode) -> Result<ReviewList, AppError> {
    let cx = crate::context::request()?;
    let access = care::ClinicalAccess::at(&cx.proof, &practice)?;
    Ok(care::attack_reviews::attacks_to_review(&access, &cx.services).await?)
}

/// Gives a review to somebody, or to nobody, then goes back to the list.
#[server(prefix = "/api", endpoint = "attacks/give")]
pub(crate) async fn give(
    practice: OdsCode,
    review: ReviewId,
    #[server(default)] owner: String,
) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::ClinicalAccess::at(&cx.proof, &practice)?;
    let owner = match owner.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    care::attack_reviews::give_review(&access, &cx.services, review, owner).await?;
    leptos_axum::redirect(&crate::routes::attacks(&practice));
    Ok(())
}

/// Ends a review, then goes back to the list.
#[server(prefix = "/api", endpoint = "attacks/done")]
pub(crate) async fn done(practice: OdsCode, review: ReviewId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::ClinicalAccess::at(&cx.proof, &practice)?;
    care::attack_reviews::review_done(&access, &cx.services, review).await?;
    leptos_axum::redirect(&crate::routes::attacks(&practice));
    Ok(())
}
