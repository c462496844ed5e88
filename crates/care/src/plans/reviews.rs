//! Reading reviews: the page of one, and the inbox of a practice.

use domain::plan::Draft;
use domain::plan::review::{Inbox, InboxLine, Remark, ReviewLine, ReviewState, ReviewView};
use domain::{DraftId, Role, StaffId};
use storage::audit::Actor;
use storage::drafts::{self, DraftRow};
use storage::plan_reviews::ReviewRow;
use storage::{ConnectionTrait, organisations, patients, plan_comments, plan_reviews, staff};

use super::ground;
use super::open::view;
use crate::audit::{Act, note};
use crate::{CareError, ClinicalAccess, PatientScope, Services};

/// The review of the patient's open draft; `None` when no draft is open or nobody asked for one.
///
/// # Errors
/// `NotFound` when the patient is not in reach.
pub async fn open_review(scope: &PatientScope, services: &Services) -> Result<Option<ReviewView>, CareError> {
    let read = services.store.read().await?;
    let Some(draft) = drafts::open_for_patient(&*read, scope.patient()).await? else { return Ok(None) };
    let Some(review) = plan_reviews::latest_of(&*read, draft.id).await? else { return Ok(None) };
    let draft_view = view(&*read, scope, services, &draft).await?;
    let role = asker_role(&*read, scope, &review).await?;
    let checked = Draft { template: draft_view.template.clone(), form: draft.form.clone() }.review(&draft_view.facts);
    let why = checked.second_person(role).map(|why| why.sentences(checked.problems())).unwrap_or_default();
    Ok(Some(ReviewView {
        id: review.id,
        line: line(&*read, &review).await?,
        unchanged: draft.revision == review.revision,
        why,
        reasons: checked.confirmations(&review.reasons),
        may_decide: scope.role() == Role::Gp && review.asked_by != scope.staff(),
        draft: draft_view,
    }))
}

/// Reviews that wait at the practice, the oldest first. Names of patients are read, so that it was opened is noted.
///
/// # Errors
/// When a row cannot be read.
pub async fn inbox(access: &ClinicalAccess, services: &Services) -> Result<Inbox, CareError> {
    let read = services.store.read().await?;
    let practice = organisations::by_code(&*read, access.practice()).await?;
    let gp = access.role() == Role::Gp;
    let mut lines = Vec::new();
    for review in plan_reviews::waiting_at(&*read, access.practice()).await? {
        let Some(patient) = patients::by_id(&*read, access.practice(), review.patient).await? else { continue };
        let Some(draft) = drafts::by_id(&*read, access.practice(), review.draft).await? else { continue };
        lines.push(InboxLine {
            patient: patient.id,
            name: patient.name,
            date_of_birth: patient.date_of_birth,
            nhs_number: patient.nhs_number,
            template: ground::template_name(&*read, access.practice(), draft.template_id).await?,
            asked_by: name(&*read, review.asked_by).await?,
            asked_at: review.asked_at,
            may_decide: gp && review.asked_by != access.staff(),
        });
    }
    drop(read);
    let act = Act::new(Actor::Staff(access.staff()), "inbox_opened").at(access.practice()).with(lines.len());
    let now = services.now();
    services.store.write::<_, CareError, _>(move |tx| Box::pin(async move { note(tx, &act, now).await })).await?;
    let practice_name = practice.map_or_else(String::new, |practice| practice.name);
    Ok(Inbox { practice_name, today: services.today(), gp, lines })
}

/// How many reviews wait for this GP; `None` for anybody else.
///
/// # Errors
/// When the database fails.
pub async fn waiting_for(access: &ClinicalAccess, services: &Services) -> Result<Option<u64>, CareError> {
    if access.role() != Role::Gp {
        return Ok(None);
    }
    let read = services.store.read().await?;
    Ok(Some(plan_reviews::count_waiting(&*read, access.practice(), access.staff()).await?))
}

/// The review of a draft in a line; one that was taken back is nobody's business any more.
pub(crate) async fn line_of(conn: &impl ConnectionTrait, draft: &DraftRow) -> Result<Option<ReviewLine>, CareError> {
    match plan_reviews::latest_of(conn, draft.id).await? {
        Some(review) if review.state != ReviewState::TakenBack => Ok(Some(line(conn, &review).await?)),
        _ => Ok(None),
    }
}

/// Remarks on the lines of a draft.
pub(super) async fn remarks(conn: &impl ConnectionTrait, draft: DraftId) -> Result<Vec<Remark>, CareError> {
    let mut remarks = Vec::new();
    for comment in plan_comments::of_draft(conn, draft).await? {
        remarks.push(Remark {
            id: comment.id,
            field: comment.field,
            words: comment.words,
            by: name(conn, comment.written_by).await?,
            at: comment.written_at,
            settled: comment.settled_at.is_some(),
        });
    }
    Ok(remarks)
}

async fn line(conn: &impl ConnectionTrait, review: &ReviewRow) -> Result<ReviewLine, CareError> {
    let comments = plan_comments::of_draft(conn, review.draft).await?;
    Ok(ReviewLine {
        state: review.state,
        asked_by: name(conn, review.asked_by).await?,
        asked_at: review.asked_at,
        decided_by: match review.decided_by {
            Some(by) => Some(name(conn, by).await?),
            None => None,
        },
        decided_at: review.decided_at,
        words: review.words.clone(),
        open_remarks: comments.iter().filter(|comment| comment.settled_at.is_none()).count(),
    })
}

/// The role of whoever asked, as it is now; as long as they work here it is theirs that counts.
async fn asker_role(conn: &impl ConnectionTrait, scope: &PatientScope, review: &ReviewRow) -> Result<Role, CareError> {
    let role = storage::memberships::clinical_role(conn, review.asked_by, scope.practice()).await?;
    Ok(role.unwrap_or(Role::Nurse))
}

async fn name(conn: &impl ConnectionTrait, id: StaffId) -> Result<String, CareError> {
    Ok(staff::by_id(conn, id).await?.map_or_else(String::new, |member| member.name.to_string()))
}
