use domain::OdsCode;
use domain::patient::SearchAnswer;
use leptos::prelude::*;

use crate::AppError;

/// A search that was kept for a browser without WASM: what was typed, and what it finds.
pub(crate) type KeptSearch = (String, SearchAnswer);

/// Patients of the practice that fit. A plain browser is sent back to the page, behind which the words are kept.
#[server(prefix = "/api", endpoint = "patients/search")]
pub(crate) async fn search(practice: OdsCode, #[server(default)] words: String) -> Result<SearchAnswer, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::ClinicalAccess::at(&cx.proof, &practice)?;
    if crate::context::is_plain_post() {
        let id = care::form_returns::put(&cx.services, words.into()).await?;
        leptos_axum::redirect(&format!("{}?again={id}", crate::routes::patients(&practice)));
        return Ok(SearchAnswer::default());
    }
    Ok(care::patients::search_patients(&access, &cx.services, &words).await?)
}

/// The search kept under `id`, once.
#[server(prefix = "/api", endpoint = "patients/search_again")]
pub(crate) async fn search_again(practice: OdsCode, id: Option<String>) -> Result<Option<KeptSearch>, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::ClinicalAccess::at(&cx.proof, &practice)?;
    let words = match id {
        Some(id) => {
            care::form_returns::take(&cx.services, &id).await?.and_then(|kept| kept.as_str().map(str::to_owned))
        }
        None => None,
    };
    match words {
        Some(words) => {
            let answer = care::patients::search_patients(&access, &cx.services, &words).await?;
            Ok(Some((words, answer)))
        }
        None => Ok(None),
    }
}
