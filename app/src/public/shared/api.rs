use domain::share::ShareLook;
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// Opens a link, with the pass of its code when the browser has one.
#[server(prefix = "/api", endpoint = "shared/open")]
pub(super) async fn open_shared(token: String) -> Result<ShareLook, AppError> {
    let cx = crate::context::request()?;
    let pass = crate::context::share_pass();
    let opened = care::shares::open_share(&cx.services, &token, pass.as_deref()).await?;
    if opened.look == ShareLook::Closed {
        crate::context::set_gone();
    }
    Ok(opened.look)
}

/// Checks the code that somebody was told.
#[server(prefix = "/api", endpoint = "shared/code")]
pub(super) async fn enter_code(token: String, code: String) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::shares::CodeAnswer;
    use domain::FieldProblem;
    let cx = crate::context::request()?;
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(AppError::NotFound);
    }
    let page = crate::routes::shared(&token);
    match care::shares::enter_code(&cx.services, &token, &code).await? {
        CodeAnswer::Right(pass) => {
            crate::context::set_share_pass(&cx, &page, &pass);
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        CodeAnswer::Wrong => {
            let problem = FieldProblem::new("code", crate::words::t("shared-wrong-code"));
            again(&page, Returned { problems: vec![problem], ..Returned::default() }).await
        }
        CodeAnswer::Closed => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
    }
}
