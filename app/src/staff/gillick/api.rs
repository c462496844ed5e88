use std::collections::BTreeMap;

use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// Keeps an assessment.
#[server(prefix = "/api", endpoint = "gillick/assess")]
pub(super) async fn assess(
    practice: OdsCode,
    patient: PatientId,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    use domain::gillick::Gillick;
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let done = match Gillick::read(|field| fields.get(field).map_or("", String::as_str)) {
        Ok(gillick) => care::parents::assess(&scope, &cx.services, gillick).await,
        Err(problems) => Err(CareError::Refused(Refused::Fields(problems))),
    };
    match done {
        Ok(()) => {
            leptos_axum::redirect(&routes::acting(&practice, patient));
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(&routes::gillick(&practice, patient), Returned { values: fields, problems }).await
        }
        Err(error) => Err(error.into()),
    }
}
