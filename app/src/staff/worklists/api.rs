use domain::OdsCode;
use domain::worklist::{WorkList, WorkPage};
use leptos::prelude::*;

use crate::AppError;

/// A page of a list, for those who work there.
#[server(name = ReadWorkList, prefix = "/api", endpoint = "worklists/list")]
pub(super) async fn worklist(practice: OdsCode, list: WorkList, page: usize) -> Result<WorkPage, AppError> {
    let cx = crate::context::request()?;
    let access = care::BoardAccess::at(&cx.services, &cx.proof, &practice).await?;
    Ok(care::worklists::worklist(&access, &cx.services, list, page).await?)
}
