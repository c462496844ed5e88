//! Pages for everybody: what this is, logging in and out, joining with an invitation. They are plain HTML and plain forms
//! on every browser: nobody waits for a bundle before joining, and the patients' bundle carries none of them.

pub mod demo;
pub mod home;
pub mod join;
mod left;
pub mod log_in;
pub mod log_out;
mod masthead;
mod shared;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::AppError;
use crate::ui::{Page, SkipLink};
use crate::words::t;

use demo::provide_demo;
use home::HomePage;
use join::{AgreePage, CodePage, LookPage};
use left::LeftPage;
use log_in::LogInPage;
use shared::SharedPage;
/// Root of the public pages, and of every address that is none of ours.
#[component]
pub fn PublicApp() -> impl IntoView {
    provide_meta_context();
    provide_demo();
    view! {
        <SkipLink/>
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/log-in") view=LogInPage ssr=SsrMode::Async/>
                <Route path=path!("/s/:token") view=SharedPage ssr=SsrMode::Async/>
                <Route path=path!("/left") view=LeftPage ssr=SsrMode::Async/>
                <Route path=path!("/join") view=CodePage ssr=SsrMode::Async/>
                <Route path=path!("/join/:code") view=LookPage ssr=SsrMode::Async/>
                <Route path=path!("/join/:code/agree") view=AgreePage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::context::set_status(&AppError::NotFound);
    view! { <Page title=t("error-not-found")>{AppError::NotFound.view()}</Page> }.into_any()
}
