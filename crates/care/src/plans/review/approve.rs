//! Approving a draft, which signs it.

use chrono::{DateTime, Utc};
use domain::plan::Signature;
use domain::plan::changes::Danger;
use domain::plan::review::ReviewState;
use domain::plan::stage::Approver;
use domain::plan::views::{ReviewedGround, SignAnswer};
use domain::{ReviewId, Role, StaffId};
use storage::drafts::DraftState;
use storage::{Write, memberships, staff};

use super::{decide, review};
use crate::plans::ready::{Looked, Ready, seen, standing};
use crate::plans::sign::{finish, signed_before};
use crate::{CareError, PatientScope, Refused, Services, plans};

/// What whoever approves confirms.
#[derive(Clone, Debug)]
pub struct ApproveRequest {
    /// The review.
    pub review: ReviewId,
    /// The patient's date of birth, typed again.
    pub date_of_birth: String,
    /// Groups of changes that were ticked as viewed.
    pub viewed: Vec<Danger>,
    /// What the review was read against.
    pub ground: ReviewedGround,
}

/// Approves a draft, which signs it: the version names whoever asked as its author and the approver beside them. Rules,
/// revision and both people's memberships are checked anew. Of two clicks, one signs.
///
/// # Errors
/// `NotFound` when it is not a review of this patient.
pub async fn approve(
    scope: &PatientScope,
    services: &Services,
    request: ApproveRequest,
) -> Result<SignAnswer, CareError> {
    let (acting, services_in, now) = (scope.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| Box::pin(async move { approve_in(tx, &acting, &services_in, request, now).await }))
        .await
}

async fn approve_in(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    request: ApproveRequest,
    now: DateTime<Utc>,
) -> Result<SignAnswer, CareError> {
    let asked = review(tx, scope, request.review).await?;
    if let Some(signed) = signed_before(tx, asked.draft).await? {
        return Ok(signed);
    }
    if asked.state != ReviewState::Waiting {
        return Ok(SignAnswer::Decided);
    }
    let role = match standing(tx, scope, services, now).await? {
        Ok(role) => role,
        Err(answer) => return Ok(answer),
    };
    if role != Role::Gp || asked.asked_by == scope.staff() {
        return Ok(SignAnswer::NotYours);
    }
    let draft = plans::draft(tx, scope, asked.draft).await?;
    if draft.state != DraftState::Open || draft.revision != asked.revision {
        return Ok(SignAnswer::Changed);
    }
    let Some(author_role) = memberships::clinical_role(tx, asked.asked_by, scope.practice()).await? else {
        return Ok(SignAnswer::AuthorGone);
    };
    let looked = Looked { date_of_birth: &request.date_of_birth, viewed: &request.viewed, ground: request.ground };
    let template = draft.template_id;
    let (draft, revision, content) = match seen(tx, scope, draft, looked, now).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    let signature = Signature {
        author: asked.asked_by,
        author_name: name(tx, asked.asked_by).await?,
        author_role,
        signed_at: now,
        approver: Some(Approver { id: scope.staff(), name: scope.staff_name().to_owned(), role }),
    };
    let ready = Ready { draft, revision, template, review: content, role };
    let answer = finish(tx, scope, services, ready, signature, &asked.reasons, None).await?;
    // Another click may have signed in the same moment, as can happen on PostgreSQL: then it decided as well.
    if matches!(answer, SignAnswer::Signed { .. }) && review(tx, scope, asked.id).await?.state != ReviewState::Approved
    {
        decide(tx, scope, &asked, ReviewState::Approved, None, now).await?;
    }
    Ok(answer)
}

async fn name(tx: &Write, id: StaffId) -> Result<String, CareError> {
    Ok(staff::by_id(tx, id).await?.ok_or(Refused::NotFound)?.name.to_string())
}
