use std::collections::BTreeMap;

use domain::api_token::ApiTokenPage;
use domain::{ApiTokenId, OdsCode};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// The ICB's keys, and the one that this browser has just made, while its cookie lasts.
#[server(name = ReadTokens, prefix = "/api", endpoint = "tokens/list")]
pub(super) async fn tokens(icb: OdsCode) -> Result<(ApiTokenPage, Option<String>), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    let fresh = match crate::context::new_key() {
        Some(key) if care::api_tokens::is_own(&access, &cx.services, &key).await? => Some(key),
        // Of somebody who was logged in here before, or revoked meanwhile.
        _ => None,
    };
    Ok((care::api_tokens::list(&access, &cx.services).await?, fresh))
}

/// Makes a key. The browser that asked for it brings it to the page that shows it; here only its hash is kept.
#[server(prefix = "/api", endpoint = "tokens/make")]
pub(super) async fn make_token(
    icb: OdsCode,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::{CareError, Refused};
    use domain::api_token::ApiTokenWish;
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    let page = crate::routes::tokens(&icb);
    let typed = |field: &str| fields.get(field).map_or("", String::as_str);
    let made = match ApiTokenWish::read(typed("name"), typed("scope"), typed("days"), &icb, cx.services.today()) {
        Ok(wish) => care::api_tokens::make(&access, &cx.services, wish).await,
        Err(problems) => Err(CareError::Refused(Refused::Fields(problems))),
    };
    match made {
        Ok(key) => {
            crate::context::show_new_key(&cx, &page, &key);
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => again(&page, Returned { values: fields, problems }).await,
        Err(error) => Err(error.into()),
    }
}

/// Revokes a key.
#[server(prefix = "/api", endpoint = "tokens/revoke")]
pub(super) async fn revoke_token(icb: OdsCode, id: ApiTokenId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    care::api_tokens::revoke(&access, &cx.services, id).await?;
    leptos_axum::redirect(&crate::routes::tokens(&icb));
    Ok(())
}
