use domain::OdsCode;
use domain::plan::review::Inbox;
use leptos::prelude::*;

use crate::AppError;

/// What waits at the practice.
#[server(name = ReadInbox, prefix = "/api", endpoint = "reviews/inbox")]
pub(crate) async fn inbox(practice: OdsCode) -> Result<Inbox, AppError> {
    let cx = crate::context::request()?;
    let access = care::ClinicalAccess::at(&cx.proof, &practice)?;
    Ok(care::plans::inbox(&access, &cx.services).await?)
}
