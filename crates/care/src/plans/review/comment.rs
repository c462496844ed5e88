//! Saying something of one line, and settling what was said.

use domain::plan::Field;
use domain::{CommentId, ReviewId};
use storage::plan_comments;
use storage::plan_comments::CommentRow;

use super::open;
use crate::{CareError, PatientScope, Refused, Services, plans};

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
    let words = plans::read_words("remark", "Write what you want to say of this line", words)?;
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
                plans::note(tx, &acting, &act, now).await
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
                plans::note(tx, &acting, &act, now).await
            })
        })
        .await
}
