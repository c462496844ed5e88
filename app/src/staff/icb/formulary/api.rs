use domain::OdsCode;
use domain::plan::formulary::views::{FormularyList, FormularyView};
use leptos::prelude::*;

use crate::AppError;
#[cfg(feature = "ssr")]
use crate::routes;

/// Every version of the ICB's formulary.
#[server(name = ReadFormularies, prefix = "/api", endpoint = "formularies/list")]
pub(crate) async fn formularies(icb: OdsCode) -> Result<FormularyList, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::formularies::formularies(&access, &cx.services).await?)
}

/// One version beside the one it would replace.
#[server(name = ReadFormulary, prefix = "/api", endpoint = "formularies/version")]
pub(crate) async fn formulary(icb: OdsCode, version: u32) -> Result<FormularyView, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::formularies::formulary(&access, &cx.services, version).await?)
}

/// Brings a version into force from its day on.
#[server(prefix = "/api", endpoint = "formularies/activate")]
pub(crate) async fn activate_formulary(icb: OdsCode, version: u32) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    care::formularies::activate_formulary(&access, &cx.services, version).await?;
    leptos_axum::redirect(&routes::formularies(&icb));
    Ok(())
}

/// Takes a version out of force.
#[server(prefix = "/api", endpoint = "formularies/end")]
pub(crate) async fn end_formulary(icb: OdsCode, version: u32) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    care::formularies::end_formulary(&access, &cx.services, version).await?;
    leptos_axum::redirect(&routes::formularies(&icb));
    Ok(())
}
