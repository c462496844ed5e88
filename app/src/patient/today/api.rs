use domain::diary::TodayView;
use leptos::prelude::*;

use crate::AppError;

/// The page "Today" of the person shown.
#[server(prefix = "/api", endpoint = "my/today")]
pub(in crate::patient) async fn today() -> Result<TodayView, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok(care::diary::today(&access, &cx.services).await?)
}
