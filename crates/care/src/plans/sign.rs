//! Signing: the one step from a draft to what a patient reads.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::effort::Effort;
use domain::plan::changes::Danger;
use domain::plan::stage::{CannotSign, Reasons};
use domain::plan::views::{ReviewedGround, SignAnswer};
use domain::plan::{PlanStatus, Signature, SignedPlan};
use domain::time::london_day;
use domain::{DraftId, PlanVersionId};
use storage::drafts::{self, DraftState};
use storage::plan_versions::{self, Ended, NewPlanVersion};
use storage::{Write, rule_uses, visit_questions};

use super::ready::{Ready, ready};
use super::rules_used::uses;
use crate::audit;
use crate::events::{Happened, record_event};
use crate::{CareError, PatientScope, Refused, Services};

/// What the signer confirms.
#[derive(Clone, Debug)]
pub struct SignRequest {
    /// The draft.
    pub draft: DraftId,
    /// The revision that was reviewed.
    pub revision: i64,
    /// Reasons for rules that ask for one, by rule id.
    pub reasons: BTreeMap<String, String>,
    /// The patient's date of birth, typed again.
    pub date_of_birth: String,
    /// What the review was read against.
    pub ground: ReviewedGround,
    /// What it cost, as the browser counted it.
    pub effort: Option<Effort>,
    /// Groups of changes that were ticked as viewed.
    pub viewed: Vec<Danger>,
}

/// Signs a draft as the patient's next version, and supersedes the version before. Of two clicks, one signs; both hear
/// the same number.
///
/// # Errors
/// `NotFound` when it is not a draft of this patient.
pub async fn sign(scope: &PatientScope, services: &Services, request: SignRequest) -> Result<SignAnswer, CareError> {
    let (acting, services_in, now) = (scope.clone(), services.clone(), services.clock.now());
    services
        .store
        .write(move |tx| Box::pin(async move { sign_in(tx, &acting, &services_in, request, now).await }))
        .await
}

async fn sign_in(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    request: SignRequest,
    now: DateTime<Utc>,
) -> Result<SignAnswer, CareError> {
    let ready = match ready(tx, scope, services, &request, now).await? {
        Ok(ready) => ready,
        Err(answer) => return Ok(answer),
    };
    let signature = Signature {
        author: scope.staff(),
        author_name: scope.staff_name().to_owned(),
        author_role: ready.role,
        signed_at: now,
        approver: None,
    };
    finish(tx, scope, services, ready, signature, &request.reasons, request.effort).await
}

/// Signs what is ready, and keeps it. The signature says when.
pub(super) async fn finish(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    ready: Ready,
    signature: Signature,
    reasons: &Reasons,
    effort: Option<Effort>,
) -> Result<SignAnswer, CareError> {
    let now = signature.signed_at;
    let number = plan_versions::latest_number(tx, scope.patient()).await? + 1;
    let problems = ready.review.problems().to_vec();
    let spoke = || problems.iter().map(|problem| problem.rule.as_str());
    let plan = match ready.review.sign(number, signature, reasons) {
        Ok(plan) => plan,
        Err(CannotSign::Problems(open)) => {
            rule_uses::add(tx, &uses(scope.practice(), london_day(now), spoke(), &[])).await?;
            return Ok(SignAnswer::Stopped(open));
        }
        Err(CannotSign::SecondPerson(why)) => return Ok(SignAnswer::SecondPerson(why)),
        Err(CannotSign::NotASecondPerson) => return Ok(SignAnswer::NotYours),
        Err(CannotSign::NotAClinician) => return Err(Refused::NotFound.into()),
    };
    if !drafts::set_state(tx, ready.draft, ready.revision, DraftState::Signed).await? {
        // Another click or another save came first, as can happen on PostgreSQL.
        return Ok(signed_before(tx, ready.draft).await?.unwrap_or(SignAnswer::Changed));
    }
    rule_uses::add(tx, &uses(scope.practice(), london_day(now), spoke(), plan.confirmations())).await?;
    super::effort::count(tx, scope, (ready.draft, ready.template), &plan, effort).await?;
    // The visit took place: what was answered for it has been read.
    visit_questions::close(tx, scope.patient(), now).await?;
    keep(tx, scope, services, ready.draft, &plan, now).await?;
    Ok(SignAnswer::Signed { number })
}

/// The version signed from this draft before.
pub(super) async fn signed_before(tx: &Write, draft: DraftId) -> Result<Option<SignAnswer>, CareError> {
    let version = plan_versions::by_draft(tx, draft).await?;
    Ok(version.map(|version| SignAnswer::Signed { number: version.plan.number() }))
}

async fn keep(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    draft: DraftId,
    plan: &SignedPlan,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let ended = Ended { at: now, by: scope.staff(), reason: None };
    plan_versions::end(tx, scope.patient(), PlanStatus::Superseded, &ended).await?;
    let version = NewPlanVersion {
        id: PlanVersionId::from_uuid(services.ids.next()),
        patient: scope.patient(),
        draft,
        practice: scope.practice().clone(),
        plan,
    };
    plan_versions::insert(tx, &version).await?;
    let detail = format!("version {} draft {draft} hash {}", plan.number(), plan.content_hash());
    audit::note(tx, &scope.act("plan_signed").with(detail), now).await?;
    let signed = Happened::plan_signed(scope.patient(), scope.practice(), plan.review_due(), now);
    record_event(tx, services, signed).await?;
    Ok(())
}
