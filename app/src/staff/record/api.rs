use domain::patient::PatientRecord;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::routes;

/// The record of a patient of the practice. Opening it is written into the audit.
#[server(prefix = "/api", endpoint = "patients/record")]
pub(crate) async fn record(practice: OdsCode, patient: PatientId) -> Result<PatientRecord, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    Ok(care::patients::patient_record(&scope, &cx.services).await?)
}

/// Starts a draft: from the plan in force ("renew"), from an earlier version ("version-3"), from a template ("air") or
/// empty ("blank-air"). An open draft is gone on with.
#[server(prefix = "/api", endpoint = "plans/start")]
pub(crate) async fn start_plan(practice: OdsCode, patient: PatientId, from: String) -> Result<(), AppError> {
    use care::plans::StartFrom;
    use domain::plan::TemplateId;
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let earlier = from.strip_prefix("version-").and_then(|number| number.parse().ok());
    let blank = from.strip_prefix("blank-").and_then(|template| template.parse().ok());
    let from = match (earlier, blank, from.parse::<TemplateId>()) {
        (Some(number), _, _) => StartFrom::Version(number),
        (None, Some(template), _) => StartFrom::Blank(template),
        (None, None, Ok(template)) => StartFrom::Template(template),
        (None, None, Err(_)) => StartFrom::LastSigned,
    };
    care::plans::start_draft(&scope, &cx.services, from).await?;
    leptos_axum::redirect(&routes::editor(&practice, patient));
    Ok(())
}

/// Discards the open draft. Its revisions are kept.
#[server(prefix = "/api", endpoint = "plans/discard")]
pub(crate) async fn discard_draft(practice: OdsCode, patient: PatientId) -> Result<(), AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    if let Some(draft) = care::plans::open_draft(&scope, &cx.services).await? {
        care::plans::discard_draft(&scope, &cx.services, draft.id).await?;
    }
    leptos_axum::redirect(&routes::patient(&practice, patient));
    Ok(())
}
