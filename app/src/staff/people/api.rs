use std::collections::BTreeMap;

use domain::parents::ActingPage;
use domain::{AccountId, OdsCode, PatientId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// The accounts that act for a patient.
#[server(name = ReadActing, prefix = "/api", endpoint = "people/acting")]
pub(in crate::staff) async fn acting(practice: OdsCode, patient: PatientId) -> Result<ActingPage, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    Ok(care::parents::acting(&scope, &cx.services).await?)
}

/// Records what the practice decided about a parent.
#[server(prefix = "/api", endpoint = "people/decide")]
pub(super) async fn decide(
    practice: OdsCode,
    patient: PatientId,
    account: AccountId,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::{CareError, Refused};
    use domain::parents::ParentDecision;
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let typed = |field: &str| fields.get(field).map_or("", String::as_str);
    let page = crate::routes::acting(&practice, patient);
    let done = match ParentDecision::parse(typed("decision")) {
        Some(decision) => care::parents::decide(&scope, &cx.services, account, decision, typed("words")).await,
        None => Err(CareError::field("decision", "Choose what you decide")),
    };
    match done {
        Ok(()) => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            let mut values = fields;
            values.insert("account".into(), account.to_string());
            again(&page, Returned { values, problems }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Makes an invitation that brings the owner of an account back; shown once on the page of invitations.
#[server(prefix = "/api", endpoint = "people/invite_back")]
pub(super) async fn invite_back(practice: OdsCode, patient: PatientId, account: AccountId) -> Result<(), AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let invitation = care::invitations::invite_back(&scope, &cx.services, account).await?;
    let id = crate::staff::invitation::keep_invitation(&cx, invitation).await?;
    leptos_axum::redirect(&format!("{}?again={id}", crate::routes::invitation(&practice, patient)));
    Ok(())
}
