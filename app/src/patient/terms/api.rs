use domain::consent::ConsentPage;
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// What was agreed to for the person shown.
#[server(prefix = "/api", endpoint = "terms/mine")]
pub(super) async fn my_consent() -> Result<ConsentPage, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::consents::my_consent(&access, &cx.services).await?)
}

/// Agrees to the words as they are now.
#[server(prefix = "/api", endpoint = "terms/agree")]
pub(super) async fn agree_again(
    #[server(default)] agreed: String,
    #[server(default)] understood: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    match care::consents::agree_again(&access, &cx.services, agreed == "true", understood == "true").await {
        Ok(()) => {
            leptos_axum::redirect(routes::MY);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            let typed = [("agreed", agreed.as_str()), ("understood", understood.as_str())];
            again(routes::MY_TERMS, Returned::new(typed, problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Not now: the question rests until the browser is closed. Nothing else waits for it.
#[server(prefix = "/api", endpoint = "terms/later")]
pub(super) async fn ask_later() -> Result<(), AppError> {
    let cx = crate::context::request()?;
    care::PatientAccess::of(&cx.proof)?;
    crate::context::ask_terms_later(&cx);
    leptos_axum::redirect(crate::routes::MY);
    Ok(())
}

/// Withdraws consent for the person shown. Whoever acts for nobody any more is logged out.
#[server(prefix = "/api", endpoint = "terms/leave")]
pub(super) async fn leave(#[server(default)] sure: String) -> Result<FormAnswer<()>, AppError> {
    use crate::context::{Session, clear_cookie};
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    match care::consents::withdraw(&access, &cx.services, sure == "true").await {
        Ok(true) => {
            leptos_axum::redirect(routes::MY);
            Ok(FormAnswer::Done(()))
        }
        Ok(false) => {
            clear_cookie(&cx, Session::Patient);
            leptos_axum::redirect(routes::LEFT);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(routes::MY_LEAVE, Returned { problems, ..Returned::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}
