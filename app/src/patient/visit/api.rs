use std::collections::BTreeMap;

use domain::visit::VisitPage;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// Sends the questions to whoever joined for the patient, then goes back to the record.
#[server(prefix = "/api", endpoint = "visits/send")]
pub(crate) async fn send_questions(practice: OdsCode, patient: PatientId) -> Result<(), AppError> {
    let (cx, scope) = crate::staff::patient_scope(&practice, patient).await?;
    care::visits::send_questions(&scope, &cx.services).await?;
    leptos_axum::redirect(&crate::routes::patient(&practice, patient));
    Ok(())
}

/// The questions that are open for the person shown.
#[server(prefix = "/api", endpoint = "visits/mine")]
pub(super) async fn my_questions() -> Result<VisitPage, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok(care::visits::my_questions(&access, &cx.services).await?)
}

/// Keeps the answers. When the questions were closed meanwhile, the page says so.
#[server(prefix = "/api", endpoint = "visits/answer")]
pub(super) async fn answer_questions(
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let typed = serde_json::to_value(&fields).unwrap_or_default();
    let form = serde_json::from_value(typed).map_err(|_| AppError::Changed)?;
    match care::visits::answer_questions(&access, &cx.services, form).await {
        Ok(()) => {
            leptos_axum::redirect(&format!("{}?sent=now", routes::MY_VISIT));
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(routes::MY_VISIT, Returned { values: fields, problems }).await
        }
        Err(CareError::Refused(Refused::Conflict)) => {
            leptos_axum::redirect(routes::MY_VISIT);
            Ok(FormAnswer::Done(()))
        }
        Err(error) => Err(error.into()),
    }
}
