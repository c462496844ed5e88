use domain::OdsCode;
use domain::board::Board;
use leptos::prelude::*;

use crate::AppError;

/// The board of a practice.
#[server(prefix = "/api", endpoint = "boards/practice")]
pub(crate) async fn practice_figures(practice: OdsCode) -> Result<Board, AppError> {
    let cx = crate::context::request()?;
    let access = care::BoardAccess::at(&cx.services, &cx.proof, &practice).await?;
    Ok(care::boards::practice_board(&access, &cx.services).await?)
}
