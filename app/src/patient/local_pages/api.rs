use domain::LocalPageId;
use domain::hacks::MyHacks;
use leptos::prelude::*;

use crate::AppError;

/// The pages of the ICB of the person shown.
#[server(name = ReadMyHacks, prefix = "/api", endpoint = "my/hacks")]
pub(super) async fn my_hacks() -> Result<MyHacks, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::local_pages::my_hacks(&access, &cx.services).await?)
}

/// One of them.
#[server(name = ReadMyHack, prefix = "/api", endpoint = "my/hack")]
pub(super) async fn my_hack(id: LocalPageId) -> Result<MyHacks, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::local_pages::my_hack(&access, &cx.services, id).await?)
}
