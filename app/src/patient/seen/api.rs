use domain::seen::SeenPage;
use leptos::prelude::*;

use crate::AppError;

/// Who has seen the record of the person shown.
#[server(prefix = "/api", endpoint = "my/seen")]
pub(super) async fn who_has_seen() -> Result<SeenPage, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok(care::seen::who_has_seen(&access, &cx.services).await?)
}
