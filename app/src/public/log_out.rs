//! Logging out: the browser forgets the session and the server ends it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::AppError;
use crate::ui::{Button, ButtonKind};
use crate::words::t;

/// Ends every session this browser holds.
#[server(prefix = "/api", endpoint = "people/log_out")]
pub async fn log_out() -> Result<(), AppError> {
    use crate::context::{Session, clear_cookie, request};
    let cx = request()?;
    // First what nothing can hinder: whatever happens next, this browser holds no session.
    for session in [Session::Staff, Session::Patient, Session::Joining] {
        clear_cookie(&cx, session);
    }
    for token in [&cx.tokens.staff, &cx.tokens.patient].into_iter().flatten() {
        care::session::log_out(&cx.services, token).await?;
    }
    leptos_axum::redirect(crate::routes::HOME);
    Ok(())
}

/// The button. A plain form: the next page starts afresh, with nothing of this one kept.
#[component]
pub fn LogOutForm() -> impl IntoView {
    view! {
        <form method="post" action=LogOut::url()>
            <Button kind=ButtonKind::Reverse small=true>{t("ui-log-out")}</Button>
        </form>
    }
    .into_any()
}
