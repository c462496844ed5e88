use chrono::NaiveDate;
use domain::plan::views::VersionView;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::routes;

/// A signed version and today in London.
#[server(prefix = "/api", endpoint = "plans/version")]
pub(crate) async fn version(
    practice: OdsCode,
    patient: PatientId,
    number: u32,
) -> Result<(VersionView, NaiveDate), AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let view = care::plans::plan_version(&scope, &cx.services, number).await?;
    Ok((view, cx.services.today()))
}

/// Two signed versions and today in London; `None` where they are not two.
#[server(prefix = "/api", endpoint = "plans/compare")]
pub(crate) async fn compare(
    practice: OdsCode,
    patient: PatientId,
    older: Option<u32>,
    newer: Option<u32>,
) -> Result<Option<(VersionView, VersionView, NaiveDate)>, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let Some((older, newer)) = older.zip(newer).filter(|(older, newer)| older != newer) else { return Ok(None) };
    let older = care::plans::plan_version(&scope, &cx.services, older).await?;
    let newer = care::plans::plan_version(&scope, &cx.services, newer).await?;
    Ok(Some((older, newer, cx.services.today())))
}

/// Withdraws the version in force, with a reason.
#[server(prefix = "/api", endpoint = "plans/withdraw")]
pub(crate) async fn withdraw_plan(
    practice: OdsCode,
    patient: PatientId,
    number: u32,
    #[server(default)] reason: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::{CareError, Refused};
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let page = routes::version(&practice, patient, number);
    match care::plans::withdraw(&scope, &cx.services, number, &reason).await {
        Ok(()) => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(&page, Returned::new([("reason", reason.as_str())], problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
