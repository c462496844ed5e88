use domain::OdsCode;
use domain::plan::views::RuleCatalogue;
use leptos::prelude::*;

use crate::AppError;

/// The rule catalogue with the figures of an ICB, to whoever leads there.
#[server(name = ReadRuleCatalogue, prefix = "/api", endpoint = "rules/catalogue")]
pub(crate) async fn rule_catalogue(icb: OdsCode) -> Result<RuleCatalogue, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::plans::rule_catalogue(&access, &cx.services).await?)
}
