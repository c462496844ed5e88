use std::collections::BTreeMap;

use domain::hacks::HackDesk;
use domain::{LocalPageId, OdsCode};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// Every page of the ICB.
#[server(name = ReadHackDesk, prefix = "/api", endpoint = "hacks/list")]
pub(super) async fn hack_desk(icb: OdsCode) -> Result<HackDesk, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::local_pages::desk(&access, &cx.services).await?)
}

/// Keeps a new page, or the next version of one.
#[server(prefix = "/api", endpoint = "hacks/write")]
pub(super) async fn write_hack(
    icb: OdsCode,
    #[server(default)] page: String,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    use domain::local_page::LocalPageForm;
    use domain::time::read_date;
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    let id: Option<LocalPageId> = page.parse().ok();
    if id.is_none() && !page.is_empty() {
        return Err(CareError::from(Refused::NotFound).into());
    }
    let typed = |field: &str| fields.get(field).cloned().unwrap_or_default();
    let day = ["review_by_day", "review_by_month", "review_by_year"].map(|field| typed(field).trim().to_owned());
    let review_by = read_date(&day.join("/")).map_or_else(String::new, |day| day.to_string());
    let form = LocalPageForm { title: typed("title"), text: typed("text"), owner: typed("owner"), review_by };
    match care::local_pages::write_page(&access, &cx.services, id, form).await {
        Ok(_) => {
            leptos_axum::redirect(&routes::hacks(&icb));
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(&routes::hack_edit(&icb, id), Returned { values: fields, problems }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Approves a version.
#[server(prefix = "/api", endpoint = "hacks/approve")]
pub(super) async fn approve_hack(icb: OdsCode, page: LocalPageId, version: u32) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    care::local_pages::approve_page(&access, &cx.services, page, version).await?;
    leptos_axum::redirect(&crate::routes::hacks(&icb));
    Ok(())
}

/// Takes a page back.
#[server(prefix = "/api", endpoint = "hacks/withdraw")]
pub(super) async fn withdraw_hack(icb: OdsCode, page: LocalPageId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    care::local_pages::withdraw_page(&access, &cx.services, page).await?;
    leptos_axum::redirect(&crate::routes::hacks(&icb));
    Ok(())
}
