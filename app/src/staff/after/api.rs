use chrono::NaiveDate;
use domain::plan::after::{AfterView, ToFile};
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::staff::invitation::{QrPicture, ShownInvitation};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct After {
    pub view: AfterView,
    pub today: NaiveDate,
    /// The invitation that was just made, for one look.
    pub invitation: Option<ShownInvitation>,
    /// The address of the patient's own plan, for whoever has joined.
    pub my_plan: QrPicture,
}

/// A signed version with what was done after it.
#[server(name = ReadAfter, prefix = "/api", endpoint = "after/page")]
pub(crate) async fn after_page(
    practice: OdsCode,
    patient: PatientId,
    number: u32,
    id: Option<String>,
) -> Result<After, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let view = care::plans::after_signing(&scope, &cx.services, number).await?;
    let kept = match id {
        Some(id) => care::form_returns::take(&cx.services, &id).await?,
        None => None,
    };
    let my_plan = crate::staff::invitation::qr(&format!("{}{}", cx.services.public_url, crate::routes::MY_PLAN))?;
    let invitation = kept.and_then(|kept| serde_json::from_value(kept).ok());
    Ok(After { view, today: cx.services.today(), invitation, my_plan })
}

/// Ticks a step, or takes the tick away, then goes back to the page after signing or to the list.
#[server(prefix = "/api", endpoint = "after/tick")]
pub(crate) async fn tick(
    practice: OdsCode,
    patient: PatientId,
    number: u32,
    step: String,
    done: bool,
    #[server(default)] from_list: bool,
) -> Result<(), AppError> {
    use crate::routes;
    use domain::plan::after::Step;
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let step = Step::parse(&step).ok_or(AppError::Changed)?;
    care::plans::tick_step(&scope, &cx.services, number, step, done).await?;
    let page = if from_list { routes::to_file(&practice) } else { routes::after(&practice, patient, number) };
    leptos_axum::redirect(&page);
    Ok(())
}

/// The plans in force of a practice that are not filed yet, and today in London.
#[server(name = ReadToFile, prefix = "/api", endpoint = "after/to_file")]
pub(crate) async fn to_file(practice: OdsCode) -> Result<(ToFile, NaiveDate), AppError> {
    let cx = crate::context::request()?;
    let access = care::ClinicalAccess::at(&cx.proof, &practice)?;
    Ok((care::plans::plans_to_file(&access, &cx.services).await?, cx.services.today()))
}
