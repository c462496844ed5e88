//! Deciding how far a parent acts: the practice after a review, or the young person.

use domain::parents::{Decided, ParentDecision};
use domain::{AccountId, FieldProblem, Relationship};
use storage::parents::{self, DecidedBy, NewDecision};
use storage::{Write, accounts, outbox, patients};

use super::Known;
use crate::audit::note;
use crate::{CareError, PatientAccess, PatientScope, Refused, Services};

const LONGEST_WORDS: usize = 500;

/// Records what the practice decided about one parent.
///
/// # Errors
/// `Fields` without a reason where access goes on past its end or ends; `NotFound` for an account that does not act for
/// this patient as a parent, and for a decision that is not the practice's.
pub async fn decide(
    scope: &PatientScope,
    services: &Services,
    about: AccountId,
    decision: ParentDecision,
    words: &str,
) -> Result<(), CareError> {
    if !decision.is_practices() {
        return Err(Refused::NotFound.into());
    }
    let words = words.trim().to_owned();
    let asks_why = matches!(decision, ParentDecision::GoesOn | ParentDecision::Ended);
    if (asks_why && words.is_empty()) || words.chars().count() > LONGEST_WORDS {
        let message = "Say why, in up to 500 characters";
        return Err(Refused::Fields(vec![FieldProblem::new("words", message)]).into());
    }
    let (acting, services_in) = (scope.clone(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                is_parent(tx, acting.patient(), about).await?;
                let now = services_in.now();
                let kept = NewDecision {
                    id: services_in.ids.next(),
                    patient: acting.patient(),
                    decided: Decided { decision, about: Some(about), at: now },
                    by: DecidedBy::Staff(acting.staff()),
                    words: Some(words).filter(|words| !words.is_empty()),
                };
                parents::insert(tx, &kept).await?;
                note(tx, &acting.act("parent_access_decided").with(decision.as_str()), now).await?;
                tell(tx, acting.patient(), now).await
            })
        })
        .await
}

/// Records what a young person with an account of their own decided: about all parents, or about one.
///
/// # Errors
/// `NotFound` for anybody but the young person, for somebody too young for it, for an account that is no parent of
/// theirs and for a decision that is the practice's.
pub async fn decide_as_young_person(
    access: &PatientAccess,
    services: &Services,
    about: Option<AccountId>,
    decision: ParentDecision,
) -> Result<(), CareError> {
    if access.relationship() != Relationship::Myself || !decision.is_young_persons() {
        return Err(Refused::NotFound.into());
    }
    let (acting, services_in) = (access.clone(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (now, today) = (services_in.now(), services_in.today());
                let known = Known::of(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let standing = known.standing(today);
                // To end or to agree is for whoever is old enough to decide alone; to keep a diary to oneself is not.
                let from = match decision {
                    ParentDecision::Agreed | ParentDecision::Ended => known.policy.ends_at,
                    _ => known.policy.review_from,
                };
                if standing.age() < from {
                    return Err(Refused::NotFound.into());
                }
                if let Some(about) = about {
                    is_parent(tx, acting.patient(), about).await?;
                }
                let kept = NewDecision {
                    id: services_in.ids.next(),
                    patient: acting.patient(),
                    decided: Decided { decision, about, at: now },
                    by: DecidedBy::Account(acting.account()),
                    words: None,
                };
                parents::insert(tx, &kept).await?;
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let act = acting.act("parent_access_decided").at(&patient.practice);
                note(tx, &act.with(decision.as_str()), now).await?;
                tell(tx, acting.patient(), now).await
            })
        })
        .await
}

async fn is_parent(tx: &Write, patient: domain::PatientId, account: AccountId) -> Result<(), CareError> {
    let people = accounts::accounts_of(tx, patient).await?;
    let known = people.iter().any(|one| one.account == account && one.relationship == Relationship::Parent);
    if known { Ok(()) } else { Err(Refused::NotFound.into()) }
}

/// Pages that show this person look again.
async fn tell(tx: &Write, patient: domain::PatientId, now: chrono::DateTime<chrono::Utc>) -> Result<(), CareError> {
    Ok(outbox::append(tx, &domain::Topic::Patient(patient), now).await.map(drop)?)
}
