//! Pages for patients and parents.

mod about_me;
mod air;
mod check_in;
mod control;
mod diary;
mod emergency;
mod feedback;
mod follow;
mod frame;
mod install;
mod journey;
mod local_pages;
mod log_ins;
mod medicines;
mod more;
mod offline;
mod other_plans;
mod parents;
mod people;
mod plain;
mod plan;
mod seen;
mod share;
mod terms;
mod today;
mod visit;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::live::Live;
use crate::ui::SkipLink;

use check_in::CheckInPage;
pub(crate) use frame::Menu;
pub(crate) use local_pages::written;
#[cfg(feature = "ssr")]
pub use offline::{kept_pages, shells};
pub use plain::PatientPlainApp;
pub(crate) use visit::SendQuestions;

use follow::{Told, provide_followed};
use plain::Elsewhere;
use today::TodayPage;

/// Root of the patient pages on which the rules answer. They are sent whole, so that a phone that never wakes the WASM
/// reads everything.
#[component]
pub fn PatientApp() -> impl IntoView {
    provide_meta_context();
    Live::provide();
    provide_followed();
    view! {
        <SkipLink/>
        <Told/>
        <Router>
            <FlatRoutes fallback=Elsewhere>
                <Route path=path!("/my") view=TodayPage ssr=SsrMode::Async/>
                <Route path=path!("/my/check-in") view=CheckInPage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
