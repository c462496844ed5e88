//! A draft goes back to its writers: sent by the second person, or taken.

use domain::plan::review::ReviewState;
use domain::{ReviewId, Role};
use storage::memberships;

use super::{decide, review};
use crate::{CareError, PatientScope, Refused, Services, plans};

/// Sends a draft back to whoever asked, with words.
///
/// # Errors
/// `Fields` without words; `NotFound` when it is not a review of this patient; `Conflict` when it no longer waits, or it
/// is not for them to decide.
pub async fn send_back(scope: &PatientScope, services: &Services, id: ReviewId, words: &str) -> Result<(), CareError> {
    let words = plans::read_words("back", "Say what should be changed", words)?;
    let (acting, now) = (scope.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let review = review(tx, &acting, id).await?;
                let role = memberships::clinical_role(tx, acting.staff(), acting.practice()).await?;
                if role != Some(Role::Gp) || review.asked_by == acting.staff() {
                    return Err(Refused::Conflict.into());
                }
                decide(tx, &acting, &review, ReviewState::SentBack, Some(words), now).await
            })
        })
        .await
}

/// Takes a draft back from its review, to write on. Doing it twice is harmless.
///
/// # Errors
/// `NotFound` when it is not a review of this patient; `Conflict` when it was decided meanwhile.
pub async fn take_back(scope: &PatientScope, services: &Services, id: ReviewId) -> Result<(), CareError> {
    let (acting, now) = (scope.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let review = review(tx, &acting, id).await?;
                if review.state == ReviewState::TakenBack {
                    return Ok(());
                }
                decide(tx, &acting, &review, ReviewState::TakenBack, None, now).await
            })
        })
        .await
}
