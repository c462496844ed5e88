//! A second person looks at a draft: asked for, remarked on, sent back, approved or taken back.

mod approve;
mod ask;
mod comment;
mod send_back;

use chrono::{DateTime, Utc};
use domain::plan::review::ReviewState;
use domain::{DraftId, ReviewId};
use storage::drafts::DraftState;
use storage::plan_reviews::{Decision, ReviewRow};
use storage::{Write, plan_reviews};

pub use approve::{ApproveRequest, approve};
pub use ask::ask_for_approval;
pub use comment::{comment, settle_comment};
pub use send_back::{send_back, take_back};

use crate::{CareError, PatientScope, Refused, plans};

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

async fn review(tx: &Write, scope: &PatientScope, id: ReviewId) -> Result<ReviewRow, CareError> {
    let found = plan_reviews::by_id(tx, scope.patient(), id).await?;
    Ok(found.filter(|review| review.practice == *scope.practice()).ok_or(Refused::NotFound)?)
}

/// The review, while its draft is still written.
async fn open(tx: &Write, scope: &PatientScope, id: ReviewId) -> Result<ReviewRow, CareError> {
    let review = review(tx, scope, id).await?;
    let draft = plans::draft(tx, scope, review.draft).await?;
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
    plans::note(tx, scope, &scope.act(action).with(format!("{} revision {}", review.draft, review.revision)), now).await
}
