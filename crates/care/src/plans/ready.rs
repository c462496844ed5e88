//! What must hold before a draft is signed, or a second person asked: checked in the transaction that does it.

use chrono::{DateTime, Utc};
use domain::certificate::ASTHMA_PLANS;
use domain::patient::Patient;
use domain::plan::changes::{Danger, groups, since_last};
use domain::plan::review::ReviewState;
use domain::plan::views::{ReviewedGround, SignAnswer};
use domain::plan::{Draft, InReview, PlanFacts, Template, TemplateId};
use domain::time::read_date;
use domain::{DraftId, Role};
use storage::drafts::{DraftRow, DraftState};
use storage::{ConnectionTrait, Write, certificates, memberships, plan_reviews};

use super::ground;
use super::sign::{SignRequest, signed_before};
use crate::{CareError, PatientScope, Services};

/// A draft that was read as a whole by somebody who may sign.
pub(super) struct Ready {
    pub(super) draft: DraftId,
    pub(super) revision: i64,
    pub(super) template: TemplateId,
    pub(super) review: InReview,
    /// The role of whoever signs, as it is now.
    pub(super) role: Role,
}

/// The draft of this request as its signer must have seen it, or why it cannot be signed.
pub(super) async fn ready(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    request: &SignRequest,
    now: DateTime<Utc>,
) -> Result<Result<Ready, SignAnswer>, CareError> {
    let draft = super::draft(tx, scope, request.draft).await?;
    if let Some(signed) = signed_before(tx, request.draft).await? {
        return Ok(Err(signed));
    }
    if draft.state != DraftState::Open {
        return Ok(Err(SignAnswer::Closed));
    }
    if plan_reviews::latest_of(tx, draft.id).await?.is_some_and(|review| review.state == ReviewState::Waiting) {
        return Ok(Err(SignAnswer::Waiting));
    }
    if draft.revision != request.revision {
        return Ok(Err(SignAnswer::Changed));
    }
    let role = match standing(tx, scope, services, now).await? {
        Ok(role) => role,
        Err(answer) => return Ok(Err(answer)),
    };
    let looked = Looked { date_of_birth: &request.date_of_birth, viewed: &request.viewed, ground: request.ground };
    let template = draft.template_id;
    Ok(seen(tx, scope, draft, looked, now).await?.map(|(draft, revision, review)| Ready {
        draft,
        revision,
        template,
        review,
        role,
    }))
}

/// The role in which whoever has the record open may sign at this moment, or what they lack.
pub(crate) async fn standing(
    conn: &impl ConnectionTrait,
    scope: &PatientScope,
    services: &Services,
    now: DateTime<Utc>,
) -> Result<Result<Role, SignAnswer>, CareError> {
    let Some(role) = memberships::clinical_role(conn, scope.staff(), scope.practice()).await? else {
        return Ok(Err(SignAnswer::NoMembership));
    };
    let certified = certificates::certified(conn, scope.staff(), ASTHMA_PLANS, now).await?;
    if !certified.is_current() {
        return Ok(Err(SignAnswer::NoCertificate(certified)));
    }
    Ok(if scope.is_fresh(services) { Ok(role) } else { Err(SignAnswer::ConfirmFirst) })
}

/// What whoever signs typed and ticked to show that they looked.
#[derive(Clone, Copy)]
pub(super) struct Looked<'a> {
    pub(super) date_of_birth: &'a str,
    pub(super) viewed: &'a [Danger],
    /// Versions of template and formulary the plan was read against.
    pub(super) ground: ReviewedGround,
}

/// The draft with what the rules say of it, once it is the right patient's and every group of changes was viewed.
pub(super) async fn seen(
    tx: &Write,
    scope: &PatientScope,
    draft: DraftRow,
    looked: Looked<'_>,
    now: DateTime<Utc>,
) -> Result<Result<(DraftId, i64, InReview), SignAnswer>, CareError> {
    let patient: Patient = super::patient(tx, scope).await?;
    if read_date(looked.date_of_birth) != Some(patient.date_of_birth.date()) {
        return Ok(Err(SignAnswer::WrongDateOfBirth));
    }
    let facts = super::facts(tx, patient, now).await?;
    let icb = ground::icb_of(tx, scope.practice()).await?;
    let template = ground::template(tx, icb.as_ref(), draft.template_id).await?;
    if let Some(moved) = moved(&looked.ground, &template, &facts) {
        return Ok(Err(SignAnswer::GroundMoved(moved)));
    }
    let then = match &facts.last_signed {
        Some(last) => ground::template_then(tx, icb.as_ref(), &last.template).await?,
        None => template.clone(),
    };
    let changed = groups(&since_last(&draft.form, &template, &then, &facts).unwrap_or_default());
    let missed: Vec<Danger> = changed.into_iter().filter(|group| !looked.viewed.contains(group)).collect();
    if !missed.is_empty() {
        return Ok(Err(SignAnswer::NotViewed(missed)));
    }
    let (id, revision) = (draft.id, draft.revision);
    Ok(Ok((id, revision, Draft { template, form: draft.form }.review(&facts))))
}

/// What has another version now than when the plan was reviewed. A signature stands for what was read.
fn moved(reviewed: &ReviewedGround, template: &Template, facts: &PlanFacts) -> Option<String> {
    if template.version != reviewed.template {
        Some(format!("the template “{}” is now version {}", template.name, template.version))
    } else if facts.formulary.version != reviewed.formulary {
        Some(format!("{} is in force now", facts.formulary.called()))
    } else {
        None
    }
}
