//! Staff pages without a bundle: text, tables and plain forms. An address belongs here when [`crate::routes::is_plain`]
//! says so.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use super::conditions::{ConditionPage, ConditionVersionPage};
use super::icb::{
    ConditionEditPage, ConditionsPage, FormulariesPage, FormularyPage, RulesPage, TemplateEditPage, TemplatesPage,
};
use super::layout::{IcbLayout, NotFound, PracticeLayout};
use crate::ui::SkipLink;

/// Root of the plain staff pages.
#[component]
pub fn StaffPlainApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <SkipLink/>
        <Router>
            <Routes fallback=NotFound>
                <ParentRoute path=path!("/icb/:code") view=IcbLayout ssr=SsrMode::Async>
                    <Route path=path!("/rules") view=RulesPage/>
                    <Route path=path!("/formulary") view=FormulariesPage/>
                    <Route path=path!("/formulary/:version") view=FormularyPage/>
                    <Route path=path!("/templates") view=TemplatesPage/>
                    <Route path=path!("/templates/:template") view=TemplateEditPage/>
                    <Route path=path!("/conditions") view=ConditionsPage/>
                    <Route path=path!("/conditions/:condition") view=ConditionEditPage/>
                </ParentRoute>
                <ParentRoute path=path!("/practice/:ods") view=PracticeLayout ssr=SsrMode::Async>
                    <Route path=path!("/patients/:id/conditions/:condition") view=ConditionPage/>
                    <Route path=path!("/patients/:id/conditions/:condition/:number") view=ConditionVersionPage/>
                </ParentRoute>
            </Routes>
        </Router>
    }
    .into_any()
}
