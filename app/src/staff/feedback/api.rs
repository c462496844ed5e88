use domain::OdsCode;
use domain::heard::FeedbackFigures;
use leptos::prelude::*;

use crate::AppError;

/// The figures of an ICB.
#[server(name = ReadFeedback, prefix = "/api", endpoint = "feedback/figures")]
pub(super) async fn feedback_figures(icb: OdsCode) -> Result<FeedbackFigures, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::feedback::figures(&access, &cx.services).await?)
}
