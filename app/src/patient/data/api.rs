use domain::closing::Closing;
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// Everybody the account acts for.
#[server(prefix = "/api", endpoint = "account/close_page")]
pub(super) async fn close_page() -> Result<Closing, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::closing::close_page(&access, &cx.services).await?)
}

/// Closes the account, and logs it out everywhere.
#[server(prefix = "/api", endpoint = "account/close")]
pub(super) async fn close_account(#[server(default)] sure: String) -> Result<FormAnswer<()>, AppError> {
    use crate::context::{Session, clear_cookie};
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    match care::closing::close_account(&access, &cx.services, sure == "true").await {
        Ok(()) => {
            clear_cookie(&cx, Session::Patient);
            leptos_axum::redirect(routes::LEFT);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(routes::MY_CLOSE, Returned { problems, ..Returned::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}
