use domain::OdsCode;
use domain::board::IcbBoard;
use leptos::prelude::*;

use crate::AppError;

/// The board of an ICB.
#[server(prefix = "/api", endpoint = "boards/icb")]
pub(crate) async fn icb_figures(icb: OdsCode) -> Result<IcbBoard, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::boards::icb_board(&access, &cx.services).await?)
}

/// The name of an ICB, to whoever leads there.
#[server(prefix = "/api", endpoint = "boards/icb_name")]
pub(crate) async fn icb_name(icb: OdsCode) -> Result<String, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(access.icb().name.clone())
}
