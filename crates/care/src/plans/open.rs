//! Opening the draft that is being written.

use domain::plan::views::DraftView;
use domain::visit::VisitHints;
use storage::{drafts, plan_versions, staff};

use super::ground;
use crate::{CareError, PatientScope, Services};

/// The open draft of the patient as the editor shows it; `None` when none is open.
///
/// # Errors
/// `NotFound` when the patient is not in reach.
pub async fn open_draft(scope: &PatientScope, services: &Services) -> Result<Option<DraftView>, CareError> {
    let read = services.store.read().await?;
    let Some(draft) = drafts::open_for_patient(&*read, scope.patient()).await? else { return Ok(None) };
    let facts = super::facts(&*read, super::patient(&*read, scope).await?, services.clock.now()).await?;
    let saved_by =
        staff::by_id(&*read, draft.saved_by).await?.map_or_else(String::new, |member| member.name.to_string());
    let icb = ground::icb_of(&*read, scope.practice()).await?;
    let template = ground::template(&*read, icb.as_ref(), draft.template_id).await?;
    let last_template = match &facts.last_signed {
        Some(last) => Some(ground::template_then(&*read, icb.as_ref(), &last.template).await?),
        None => None,
    };
    let request = crate::visits::open_request(&*read, scope.patient(), services.now()).await?;
    let answered = request.and_then(|request| request.answered);
    let visit = answered.map(|answered| VisitHints::new(&answered, template.regimen));
    let last_number = plan_versions::latest_number(&*read, scope.patient()).await?;
    Ok(Some(DraftView {
        id: draft.id,
        template,
        last_template,
        form: draft.form,
        revision: draft.revision,
        saved_by,
        saved_at: draft.saved_at,
        facts,
        last_number: (last_number > 0).then_some(last_number),
        opened_by: scope.staff(),
        visit,
    }))
}
