//! The practice's list of attacks, A&E visits and hospital stays to review, each with its clock and its owner.

use chrono::TimeDelta;
use domain::attack_review::{Colleague, ReviewList};
use domain::{ReviewId, StaffId, Topic};
use storage::audit::Actor;
use storage::{Write, attack_reviews, memberships, organisations, outbox};

use crate::audit::{Act, note};
use crate::{CareError, ClinicalAccess, Refused, Services};

/// How long what was ended stays on the page.
const DONE_SHOWN: TimeDelta = TimeDelta::weeks(4);

/// What is open at the practice, the most pressing first, and what was ended lately. Reading the list is in the audit.
///
/// # Errors
/// When a row cannot be read.
pub async fn attacks_to_review(access: &ClinicalAccess, services: &Services) -> Result<ReviewList, CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let practice = acting.practice();
                let organisation = organisations::by_code(tx, practice).await?.ok_or(Refused::NotFound)?;
                let open = attack_reviews::lines(tx, practice, None).await?;
                let done = attack_reviews::lines(tx, practice, Some(now - DONE_SHOWN)).await?;
                let act = Act::new(Actor::Staff(acting.staff()), "attacks_to_review_read").at(practice);
                note(tx, &act.with(open.len()), now).await?;
                Ok(ReviewList {
                    practice: practice.clone(),
                    practice_name: organisation.name,
                    open,
                    done,
                    colleagues: colleagues(tx, &acting).await?,
                    now,
                })
            })
        })
        .await
}

/// Nurses and GPs of the practice, by family name.
async fn colleagues(tx: &Write, access: &ClinicalAccess) -> Result<Vec<Colleague>, CareError> {
    let held = memberships::current_at(tx, access.practice()).await?;
    let mut colleagues: Vec<Colleague> = held
        .into_iter()
        .filter(|held| held.role.is_clinical())
        .map(|held| Colleague { id: held.staff.id, name: held.staff.name.to_string() })
        .collect();
    colleagues.dedup_by_key(|colleague| colleague.id);
    Ok(colleagues)
}

/// Gives a review to a nurse or GP of the practice, or to nobody.
///
/// # Errors
/// `NotFound` for a review or a colleague of another practice; `Conflict` when it was ended meanwhile.
pub async fn give_review(
    access: &ClinicalAccess,
    services: &Services,
    id: ReviewId,
    owner: Option<StaffId>,
) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let review = attack_reviews::by_id(tx, acting.practice(), id).await?.ok_or(Refused::NotFound)?;
                if let Some(owner) = owner
                    && !colleagues(tx, &acting).await?.iter().any(|colleague| colleague.id == owner)
                {
                    return Err(Refused::NotFound.into());
                }
                if !attack_reviews::give(tx, id, owner).await? {
                    return Err(Refused::Conflict.into());
                }
                let act = Act::new(Actor::Staff(acting.staff()), "attack_review_given").on(review.patient);
                note(tx, &act.at(acting.practice()).with(id), now).await?;
                Ok(outbox::append(tx, &Topic::Practice(acting.practice().clone()), now).await?)
            })
        })
        .await
}

/// Ends a review: the person was seen or spoken to.
///
/// # Errors
/// `NotFound` for a review of another practice; `Conflict` when it was ended before.
pub async fn review_done(access: &ClinicalAccess, services: &Services, id: ReviewId) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let review = attack_reviews::by_id(tx, acting.practice(), id).await?.ok_or(Refused::NotFound)?;
                if !attack_reviews::done(tx, id, acting.staff(), now).await? {
                    return Err(Refused::Conflict.into());
                }
                let act = Act::new(Actor::Staff(acting.staff()), "attack_review_done").on(review.patient);
                note(tx, &act.at(acting.practice()).with(id), now).await?;
                Ok(outbox::append(tx, &Topic::Practice(acting.practice().clone()), now).await?)
            })
        })
        .await
}
