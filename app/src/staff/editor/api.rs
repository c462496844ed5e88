use std::collections::BTreeMap;

use domain::plan::PlanForm;
use domain::plan::field::Section;
use domain::plan::views::{Colleague, DraftView, SaveAnswer};
use domain::{DraftId, OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::routes;

/// The open draft of a patient, if there is one.
#[server(prefix = "/api", endpoint = "plans/draft")]
pub(crate) async fn open_draft(practice: OdsCode, patient: PatientId) -> Result<Option<DraftView>, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    Ok(care::plans::open_draft(&scope, &cx.services).await?)
}

/// Saves while typing.
#[server(prefix = "/api", endpoint = "plans/save_draft", input = Json)]
pub(crate) async fn save_draft(
    practice: OdsCode,
    patient: PatientId,
    draft: DraftId,
    base_revision: i64,
    form: PlanForm,
) -> Result<SaveAnswer, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    Ok(care::plans::save_draft(&scope, &cx.services, draft, base_revision, form).await?)
}

/// Says that the editor is open and hears who else has the draft open. Keeps no session from going idle.
#[server(prefix = "/api", endpoint = "plans/present")]
pub(crate) async fn present(
    practice: OdsCode,
    patient: PatientId,
    draft: DraftId,
    section: Option<Section>,
) -> Result<Vec<Colleague>, AppError> {
    let cx = crate::context::request()?;
    let access = care::ClinicalAccess::at(&cx.proof, &practice)?;
    Ok(care::plans::present(&access, &cx.services, patient, draft, section).await?)
}

/// Saves the form as a browser without WASM posts it, then goes back to the editor or on to the review.
#[server(prefix = "/api", endpoint = "plans/save_plan_form")]
pub(crate) async fn save_plan_form(
    practice: OdsCode,
    patient: PatientId,
    draft: DraftId,
    base_revision: i64,
    #[server(default)] next: String,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use domain::FieldProblem;
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let editor = routes::editor(&practice, patient);
    let kept = care::plans::open_draft(&scope, &cx.services).await?.filter(|kept| kept.id == draft);
    let mut form = PlanForm::from_posted(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let undecided = match kept.filter(|kept| kept.revision == base_revision) {
        Some(kept) => super::settle::settle(&mut form, &kept.form, &fields),
        None => Vec::new(),
    };
    let problem = |field| FieldProblem::new(super::settle::choice_name(field), "Choose whose text stands");
    let returned = Returned { values: fields, problems: undecided.into_iter().map(problem).collect() };
    if !returned.problems.is_empty() {
        return again(&editor, returned).await;
    }
    match care::plans::save_draft(&scope, &cx.services, draft, base_revision, form).await? {
        SaveAnswer::Saved { .. } => {
            leptos_axum::redirect(&if next == "sign" { routes::sign(&practice, patient) } else { editor });
            Ok(FormAnswer::Done(()))
        }
        SaveAnswer::Conflict(_) => again(&editor, returned).await,
        SaveAnswer::Closed => {
            leptos_axum::redirect(&routes::patient(&practice, patient));
            Ok(FormAnswer::Done(()))
        }
    }
}
