//! A second person looks at a draft: asked for, remarked on, sent back, approved or taken back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::plan::changes::Danger;
use domain::plan::review::ReviewState;
use domain::plan::stage::Approver;
use domain::plan::views::SignAnswer;
use domain::plan::{Field, Signature};
use domain::time::london_day;
use domain::{CommentId, DraftId, ReviewId, Role, StaffId};
use storage::drafts::DraftState;
use storage::plan_comments::CommentRow;
use storage::plan_reviews::{Decision, ReviewRow};
use storage::{Write, memberships, plan_comments, plan_reviews, rule_uses, staff};

use super::ready::{Looked, Ready, ready, seen, standing};
use super::rules_used::uses;
use super::sign::{SignRequest, finish, signed_before};
use crate::{CareError, PatientScope, Refused, Services};

/// What whoever approves confirms.
#[derive(Clone, Debug)]
pub struct ApproveRequest {
    /// The review.
    pub review: ReviewId,
    /// The patient's date of birth, typed again.
    pub date_of_birth: String,
    /// Groups of changes that were ticked as viewed.
    pub viewed: Vec<Danger>,
}

/// Asks for a second person: the draft waits at this revision until a GP who did not ask decides. Whoever asks becomes
/// the plan's author, and confirms as much as for signing.
///
/// # Errors
/// `NotFound` when it is not a draft of this patient.
pub async fn ask_for_approval(
    scope: &PatientScope,
    services: &Services,
    request: SignRequest,
) -> Result<SignAnswer, CareError> {
    let (acting, services_in, now, draft) = (scope.clone(), services.clone(), services.now(), request.draft);
    let asked = services
        .store
        .write(move |tx| Box::pin(async move { ask_in(tx, &acting, &services_in, request, now).await }))
        .await;
    match asked {
        Err(error) => {
            // Another click may have asked in the same moment.
            let read = services.store.read().await?;
            let last = plan_reviews::latest_of(&*read, draft).await?.filter(|last| last.patient == scope.patient());
            let waits = last.is_some_and(|last| last.state == ReviewState::Waiting);
            if waits { Ok(SignAnswer::Asked) } else { Err(error) }
        }
        asked => asked,
    }
}

async fn ask_in(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    request: SignRequest,
    now: DateTime<Utc>,
) -> Result<SignAnswer, CareError> {
    let ready = match ready(tx, scope, services, &request, now).await? {
        Ok(ready) => ready,
        // Of two clicks, one asks; both hear the same.
        Err(SignAnswer::Waiting) => return Ok(SignAnswer::Asked),
        Err(answer) => return Ok(answer),
    };
    let open = ready.review.open(&request.reasons);
    if !open.is_empty() {
        rule_uses::add(tx, &uses(scope.practice(), london_day(now), ready.review.problems(), &[])).await?;
        return Ok(SignAnswer::Stopped(open));
    }
    let given = ready.review.confirmations(&request.reasons);
    let review = ReviewRow {
        id: ReviewId::from_uuid(services.ids.next()),
        patient: scope.patient(),
        practice: scope.practice().clone(),
        draft: ready.draft,
        revision: ready.revision,
        reasons: given.into_iter().map(|given| (given.rule, given.reason)).collect::<BTreeMap<_, _>>(),
        state: ReviewState::Waiting,
        asked_by: scope.staff(),
        asked_at: now,
        decided_by: None,
        decided_at: None,
        words: None,
    };
    plan_reviews::insert(tx, &review).await?;
    let act = scope.act("approval_asked").with(format!("{} revision {}", ready.draft, ready.revision));
    super::note(tx, scope, &act, now).await?;
    Ok(SignAnswer::Asked)
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
    let review = review(tx, scope, request.review).await?;
    if let Some(signed) = signed_before(tx, review.draft).await? {
        return Ok(signed);
    }
    if review.state != ReviewState::Waiting {
        return Ok(SignAnswer::Decided);
    }
    let role = match standing(tx, scope, services, now).await? {
        Ok(role) => role,
        Err(answer) => return Ok(answer),
    };
    if role != Role::Gp || review.asked_by == scope.staff() {
        return Ok(SignAnswer::NotYours);
    }
    let draft = super::draft(tx, scope, review.draft).await?;
    if draft.state != DraftState::Open || draft.revision != review.revision {
        return Ok(SignAnswer::Changed);
    }
    let Some(author_role) = memberships::clinical_role(tx, review.asked_by, scope.practice()).await? else {
        return Ok(SignAnswer::AuthorGone);
    };
    let looked = Looked { date_of_birth: &request.date_of_birth, viewed: &request.viewed };
    let (draft, revision, content) = match seen(tx, scope, draft, looked, now).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    let signature = Signature {
        author: review.asked_by,
        author_name: name(tx, review.asked_by).await?,
        author_role,
        signed_at: now,
        approver: Some(Approver { id: scope.staff(), name: scope.staff_name().to_owned(), role }),
    };
    let ready = Ready { draft, revision, review: content, role };
    let answer = finish(tx, scope, services, ready, signature, &review.reasons).await?;
    // Another click may have signed in the same moment, as can happen on PostgreSQL: then it decided as well.
    if matches!(answer, SignAnswer::Signed { .. })
        && self::review(tx, scope, review.id).await?.state != ReviewState::Approved
    {
        decide(tx, scope, &review, ReviewState::Approved, None, now).await?;
    }
    Ok(answer)
}

/// Sends a draft back to whoever asked, with words.
///
/// # Errors
/// `Fields` without words; `NotFound` when it is not a review of this patient; `Conflict` when it no longer waits, or it
/// is not for them to decide.
pub async fn send_back(scope: &PatientScope, services: &Services, id: ReviewId, words: &str) -> Result<(), CareError> {
    let words = super::read_words("back", "Say what should be changed", words)?;
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

/// A draft that changed, or is given up, waits no longer: whoever would approve it has not seen it.
pub(super) async fn no_longer_waits(
    tx: &Write,
    scope: &PatientScope,
    draft: DraftId,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let waiting = plan_reviews::latest_of(tx, draft).await?.filter(|review| review.state == ReviewState::Waiting);
    match waiting {
        Some(review) => decide(tx, scope, &review, ReviewState::TakenBack, None, now).await,
        None => Ok(()),
    }
}

/// Says something of one line of a draft in review.
///
/// # Errors
/// `Fields` when nothing is said; `NotFound` when it is not a review of this patient; `Conflict` once the draft was
/// signed or discarded.
pub async fn comment(
    scope: &PatientScope,
    services: &Services,
    id: ReviewId,
    field: Field,
    words: &str,
) -> Result<(), CareError> {
    let words = super::read_words("remark", "Write what you want to say of this line", words)?;
    let (acting, now) = (scope.clone(), services.now());
    let comment = CommentId::from_uuid(services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let review = open(tx, &acting, id).await?;
                let written_by = acting.staff();
                let row = CommentRow {
                    id: comment,
                    review: review.id,
                    field,
                    words,
                    written_by,
                    written_at: now,
                    settled_at: None,
                };
                plan_comments::insert(tx, &row).await?;
                let act = acting.act("draft_commented").with(format!("{} {}", review.draft, field.name()));
                super::note(tx, &acting, &act, now).await
            })
        })
        .await
}

/// Settles a comment: it was seen to. Doing it twice is harmless.
///
/// # Errors
/// `NotFound` when there is no such comment on this patient's draft; `Conflict` once the draft was signed or discarded.
pub async fn settle_comment(
    scope: &PatientScope,
    services: &Services,
    id: ReviewId,
    comment: CommentId,
) -> Result<(), CareError> {
    let (acting, now) = (scope.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let review = open(tx, &acting, id).await?;
                if !plan_comments::settle(tx, review.draft, comment, acting.staff(), now).await? {
                    return Err(Refused::NotFound.into());
                }
                let act = acting.act("comment_settled").with(format!("{} {comment}", review.draft));
                super::note(tx, &acting, &act, now).await
            })
        })
        .await
}

async fn review(tx: &Write, scope: &PatientScope, id: ReviewId) -> Result<ReviewRow, CareError> {
    let found = plan_reviews::by_id(tx, scope.patient(), id).await?;
    Ok(found.filter(|review| review.practice == *scope.practice()).ok_or(Refused::NotFound)?)
}

/// The review, while its draft is still written.
async fn open(tx: &Write, scope: &PatientScope, id: ReviewId) -> Result<ReviewRow, CareError> {
    let review = review(tx, scope, id).await?;
    let draft = super::draft(tx, scope, review.draft).await?;
    if draft.state == DraftState::Open { Ok(review) } else { Err(Refused::Conflict.into()) }
}

async fn decide(
    tx: &Write,
    scope: &PatientScope,
    review: &ReviewRow,
    state: ReviewState,
    words: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let decision = Decision { state, by: scope.staff(), at: now, words };
    if !plan_reviews::decide(tx, review.id, &decision).await? {
        return Err(Refused::Conflict.into());
    }
    let action = match state {
        ReviewState::Approved => "plan_approved",
        ReviewState::SentBack => "draft_sent_back",
        ReviewState::TakenBack | ReviewState::Waiting => "draft_taken_back",
    };
    super::note(tx, scope, &scope.act(action).with(format!("{} revision {}", review.draft, review.revision)), now).await
}

async fn name(tx: &Write, id: StaffId) -> Result<String, CareError> {
    Ok(staff::by_id(tx, id).await?.ok_or(Refused::NotFound)?.name.to_string())
}
