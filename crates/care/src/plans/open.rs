//! Opening the draft that is being written.

use domain::certificate::ASTHMA_PLANS;
use domain::plan::views::{DraftView, SignerView};
use domain::visit::VisitHints;
use storage::drafts::DraftRow;
use storage::{ConnectionTrait, certificates, drafts, plan_versions, staff};

use super::ground;
use super::reviews::{line_of, remarks};
use crate::{CareError, PatientScope, Services};

/// The open draft of the patient as the editor shows it; `None` when none is open.
///
/// # Errors
/// `NotFound` when the patient is not in reach.
pub async fn open_draft(scope: &PatientScope, services: &Services) -> Result<Option<DraftView>, CareError> {
    let read = services.store.read().await?;
    let Some(draft) = drafts::open_for_patient(&*read, scope.patient()).await? else { return Ok(None) };
    view(&*read, scope, services, &draft).await.map(Some)
}

/// A draft with everything its pages show beside it.
pub(super) async fn view(
    conn: &impl ConnectionTrait,
    scope: &PatientScope,
    services: &Services,
    draft: &DraftRow,
) -> Result<DraftView, CareError> {
    let facts = super::facts(conn, super::patient(conn, scope).await?, services.clock.now()).await?;
    let saved_by = staff::by_id(conn, draft.saved_by).await?.map_or_else(String::new, |member| member.name.to_string());
    let icb = ground::icb_of(conn, scope.practice()).await?;
    let template = ground::template(conn, icb.as_ref(), draft.template_id).await?;
    let last_template = match &facts.last_signed {
        Some(last) => Some(ground::template_then(conn, icb.as_ref(), &last.template).await?),
        None => None,
    };
    let request = crate::visits::open_request(conn, scope.patient(), services.now()).await?;
    let answered = request.and_then(|request| request.answered);
    let visit = answered.map(|answered| VisitHints::new(&answered, template.regimen));
    let last_number = plan_versions::latest_number(conn, scope.patient()).await?;
    Ok(DraftView {
        id: draft.id,
        template,
        last_template,
        form: draft.form.clone(),
        revision: draft.revision,
        saved_by,
        saved_at: draft.saved_at,
        facts,
        last_number: (last_number > 0).then_some(last_number),
        opened_by: scope.staff(),
        visit,
        signer: signer(conn, scope, services).await?,
        review: line_of(conn, draft).await?,
        remarks: remarks(conn, draft.id).await?,
    })
}

/// Whoever has the record open, as somebody who may sign.
async fn signer(
    conn: &impl ConnectionTrait,
    scope: &PatientScope,
    services: &Services,
) -> Result<SignerView, CareError> {
    let certified = certificates::certified(conn, scope.staff(), ASTHMA_PLANS, services.now()).await?;
    Ok(SignerView {
        name: scope.staff_name().to_owned(),
        role: scope.role(),
        certified,
        ends_soon: certified.ends_soon(services.now()),
        fresh: scope.is_fresh(services),
    })
}
