//! Staff pages without a bundle: text, tables and plain forms. An address belongs here when [`crate::routes::is_plain`]
//! says so.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use super::icb::RulesPage;
use super::inbox::InboxPage;
use super::layout::{IcbLayout, NotFound, PracticeLayout};
use super::review::ReviewPage;
use super::team::TeamPage;
use crate::ui::SkipLink;

/// Root of the plain staff pages.
#[component]
pub fn StaffPlainApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <SkipLink/>
        <Router>
            <Routes fallback=NotFound>
                <ParentRoute path=path!("/practice/:ods") view=PracticeLayout ssr=SsrMode::Async>
                    <Route path=path!("/inbox") view=InboxPage/>
                    <Route path=path!("/team") view=TeamPage/>
                    <Route path=path!("/patients/:id/plan/review") view=ReviewPage/>
                </ParentRoute>
                <ParentRoute path=path!("/icb/:code") view=IcbLayout ssr=SsrMode::Async>
                    <Route path=path!("/rules") view=RulesPage/>
                </ParentRoute>
            </Routes>
        </Router>
    }
    .into_any()
}
