//! Pages for patients and parents.

mod check_in;
mod diary;
mod emergency;
mod follow;
mod frame;
mod more;
mod people;
mod plan;
mod today;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::live::Live;
use crate::public::NotFound;
use crate::ui::SkipLink;

use check_in::CheckInPage;
use diary::DiaryPage;
use emergency::EmergencyPage;
pub(crate) use frame::Menu;

use follow::{Told, provide_followed};
use more::MorePage;
use plan::PlanPage;
use today::TodayPage;

/// Root of the patient pages. They are sent whole, so that a phone that never wakes the WASM reads everything.
#[component]
pub fn PatientApp() -> impl IntoView {
    provide_meta_context();
    Live::provide();
    provide_followed();
    view! {
        <SkipLink/>
        <Told/>
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/my") view=TodayPage ssr=SsrMode::Async/>
                <Route path=path!("/my/check-in") view=CheckInPage ssr=SsrMode::Async/>
                <Route path=path!("/my/plan") view=PlanPage ssr=SsrMode::Async/>
                <Route path=path!("/my/emergency") view=EmergencyPage ssr=SsrMode::Async/>
                <Route path=path!("/my/diary") view=DiaryPage ssr=SsrMode::Async/>
                <Route path=path!("/my/more") view=MorePage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
