//! What the server functions of staff pages have in common.

use std::collections::BTreeMap;

use care::access::{ClinicalAccess, PatientScope};
use care::session::{ConfirmAnswer, SessionTokens};
use domain::{FieldProblem, OdsCode, PatientId};

use crate::AppError;
use crate::context::{RequestContext, request};
use crate::forms::Returned;
use crate::staff::sign::CONFIRM;

/// The request and the right to one patient's record.
pub(crate) async fn patient(
    practice: &OdsCode,
    patient: PatientId,
) -> Result<(RequestContext, PatientScope), AppError> {
    let cx = request()?;
    let scope = patient_of(&cx, practice, patient).await?;
    Ok((cx, scope))
}

/// The right to one patient's record, as whoever the request is now.
pub(super) async fn patient_of(
    cx: &RequestContext,
    practice: &OdsCode,
    patient: PatientId,
) -> Result<PatientScope, AppError> {
    let access = ClinicalAccess::at(&cx.proof, practice)?;
    Ok(access.patient(&cx.services, patient).await?)
}

/// What became of confirming who somebody is.
pub(super) enum Confirmed {
    /// They did, or the form did not ask for it.
    Yes,
    /// The log-in service asks them; they come back to the form as it was typed.
    Elsewhere,
    /// They cannot, and why.
    No(FieldProblem),
}

/// Confirms who somebody is when the form they post says so. The form's `page` is where they come back to.
pub(super) async fn confirm(
    cx: &mut RequestContext,
    page: &str,
    fields: &BTreeMap<String, String>,
) -> Result<Confirmed, AppError> {
    if fields.get(CONFIRM).is_none_or(String::is_empty) {
        return Ok(Confirmed::Yes);
    }
    let staff = cx.proof.staff.clone().ok_or(AppError::SignedOut)?;
    let mut return_to = format!("{}{page}", cx.services.public_url);
    if !cx.services.demo {
        let typed = Returned { values: fields.clone(), problems: Vec::new() };
        let kept = serde_json::to_value(&typed).unwrap_or_default();
        return_to.push_str(&format!("?again={}", care::form_returns::put(&cx.services, kept).await?));
    }
    match care::session::confirm_again(&staff, &cx.services, &return_to).await? {
        ConfirmAnswer::Confirmed => {
            // Who they are is read anew: the proof of this request is from before.
            let tokens = SessionTokens { staff: cx.tokens.staff.clone(), ..SessionTokens::default() };
            cx.proof.staff = care::session::peek(&cx.services, &tokens).await?.staff;
            Ok(Confirmed::Yes)
        }
        ConfirmAnswer::GoTo(address) => {
            leptos_axum::redirect(&address);
            Ok(Confirmed::Elsewhere)
        }
        ConfirmAnswer::NobodyToAsk => Ok(Confirmed::No(FieldProblem::new(
            CONFIRM,
            "This service has no log-in service that could ask who you are. Nothing was signed. Tell whoever runs it",
        ))),
    }
}
