//! Logging out ends the session on the server first.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::AppError;
use crate::ui::{Button, ButtonKind};

/// Ends every session this browser holds.
#[server(prefix = "/api", endpoint = "people/log_out")]
pub async fn log_out() -> Result<(), AppError> {
    use crate::context::{Session, clear_cookie, request};
    let cx = request()?;
    for (token, session) in [(&cx.tokens.staff, Session::Staff), (&cx.tokens.patient, Session::Patient)] {
        if let Some(token) = token {
            care::session::log_out(&cx.services, token).await?;
            clear_cookie(&cx, session);
        }
    }
    leptos_axum::redirect(crate::routes::HOME);
    Ok(())
}

/// The button. A plain form: the next page starts afresh, with nothing of this one kept.
#[component]
pub fn LogOutForm() -> impl IntoView {
    view! {
        <form method="post" action=LogOut::url()>
            <Button kind=ButtonKind::Reverse small=true>"Log out"</Button>
        </form>
    }
    .into_any()
}
