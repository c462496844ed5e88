//! The page of one patient.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::PatientId;
use domain::diary::best::{self, BestHint};
use domain::invitation::InvitationState;
use domain::patient::{DraftLine, InvitationLine, PatientRecord};
use domain::plan::PlanStatus;
use domain::plan::views::VersionLine;
use domain::time::london_day;
use domain::visit::how_they_stand;
use storage::invitations::Invitation;
use storage::plan_versions::PlanVersion;
use storage::{
    ConnectionTrait, StoreError, accounts, diary_entries, diary_notes, drafts, invitations, organisations,
    plan_versions, progress, staff,
};

use crate::conditions;
use crate::plans::ground;
use crate::plans::reviews::line_of;
use crate::visits::open_request;
use crate::{CareError, PatientScope, Services};

/// The record of the patient whose scope was opened; opening it was noted then.
///
/// # Errors
/// When something on the record cannot be read.
pub async fn patient_record(scope: &PatientScope, services: &Services) -> Result<PatientRecord, CareError> {
    let (now, id) = (services.now(), scope.patient());
    let read = services.store.read().await?;
    let practice = organisations::by_code(&*read, scope.practice()).await?;
    let versions = plan_versions::list(&*read, id).await?;
    let draft = match drafts::open_for_patient(&*read, id).await? {
        None => None,
        Some(draft) => {
            let saved_by = staff::by_id(&*read, draft.saved_by).await?;
            Some(DraftLine {
                template: ground::template_name(&*read, scope.practice(), draft.template_id).await?,
                saved_by: saved_by.map_or_else(String::new, |member| member.name.to_string()),
                saved_at: draft.saved_at,
                review: line_of(&*read, &draft).await?,
            })
        }
    };
    let invitation = invitations::latest_of(&*read, id).await?;
    let joined = accounts::accounts_of(&*read, id).await?;
    let plan_seen = progress::get(&*read, id).await?.is_some_and(|progress| progress.plan_seen_day.is_some());
    let best_hint = best_hint(&*read, id, &versions, london_day(now)).await?;
    Ok(PatientRecord {
        best_hint,
        patient: scope.record().clone(),
        today: london_day(now),
        demo: practice.as_ref().is_some_and(|practice| practice.demo),
        practice_name: practice.map_or_else(String::new, |practice| practice.name),
        versions: versions.into_iter().map(version_line).collect(),
        draft,
        invitation: invitation.map(|invitation| invitation_line(&invitation, now)),
        joined_at: joined.first().map(|person| person.since),
        plan_seen,
        templates: ground::templates_in_force(&*read, scope.practice()).await?,
        others: conditions::other_plans(&*read, id, scope.practice()).await?,
        visit: open_request(&*read, id, now)
            .await?
            .map(|request| how_they_stand(request.asked_at, request.closes_at, request.answered.as_ref())),
    })
}

/// Whether the diary says that the best peak flow of the plan in force is too low.
async fn best_hint(
    conn: &impl ConnectionTrait,
    id: PatientId,
    versions: &[PlanVersion],
    today: NaiveDate,
) -> Result<Option<BestHint>, StoreError> {
    let in_force = versions.iter().find(|version| version.plan.status() == PlanStatus::Signed);
    let Some(section) = in_force.and_then(|version| version.plan.content().peak_flow.as_ref()) else { return Ok(None) };
    let from = today.checked_sub_days(Days::new(best::DAYS)).unwrap_or(today);
    let entries = diary_entries::since(conn, id, from).await?;
    let notes = diary_notes::since(conn, id, from).await?;
    Ok(best::hint(&entries, &notes, section, today))
}

fn version_line(version: PlanVersion) -> VersionLine {
    let plan = version.plan;
    VersionLine {
        number: plan.number(),
        template: plan.content().template.name.clone(),
        author_name: plan.signature().author_name.clone(),
        signed_at: plan.signature().signed_at,
        review_due: plan.review_due(),
        status: plan.status(),
        ended_reason: version.ended.and_then(|ended| ended.reason),
    }
}

fn invitation_line(invitation: &Invitation, now: DateTime<Utc>) -> InvitationLine {
    let over = invitation.state == InvitationState::Open && invitation.expires_at <= now;
    InvitationLine {
        state: if over { InvitationState::Expired } else { invitation.state },
        created_at: invitation.created_at,
        expires_at: invitation.expires_at,
    }
}
