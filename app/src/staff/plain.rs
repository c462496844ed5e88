//! Staff pages without a bundle: text, tables and plain forms. An address belongs here when [`crate::routes::is_plain`]
//! says so.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use super::after::{AfterPage, ToFilePage};
use super::attacks::AttacksPage;
use super::board::{FigurePage, GroupsPage, PracticesPage, RetentionPage};
use super::conditions::{ConditionPage, ConditionVersionPage};
use super::design::DesignPage;
use super::feedback::FeedbackPage;
use super::gillick::GillickPage;
use super::icb::{
    ConditionEditPage, ConditionsPage, FormulariesPage, FormularyPage, RulesPage, TemplateEditPage, TemplatesPage,
};
use super::inbox::InboxPage;
use super::layout::{IcbLayout, NotFound, PracticeLayout};
use super::local_pages::{HackEditPage, HacksPage};
use super::people::PeoplePage;
use super::record::RecordPage;
use super::recruitment::{IcbRecruitmentPage, RecruitmentPage};
use super::repeats::RepeatsPage;
use super::review::ReviewPage;
use super::team::TeamPage;
use super::tokens::TokensPage;
use super::versions::{ComparePage, VersionPage};
use super::worklists::WorkListPage;
use super::young_people::{ParentPolicyPage, YoungPeoplePage};
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
                    <Route path=path!("/patients/:id/plan/versions/compare") view=ComparePage/>
                    <Route path=path!("/to-file") view=ToFilePage/>
                    <Route path=path!("/lists/:list") view=WorkListPage/>
                    <Route path=path!("/attacks") view=AttacksPage/>
                    <Route path=path!("/patients/:id/plan/versions/:number/after") view=AfterPage/>
                    <Route path=path!("/patients/:id") view=RecordPage/>
                    <Route path=path!("/patients/:id/plan/versions/:number") view=VersionPage/>
                    <Route path=path!("/inbox") view=InboxPage/>
                    <Route path=path!("/team") view=TeamPage/>
                    <Route path=path!("/repeats") view=RepeatsPage/>
                    <Route path=path!("/young-people") view=YoungPeoplePage/>
                    <Route path=path!("/recruitment") view=RecruitmentPage/>
                    <Route path=path!("/patients/:id/people") view=PeoplePage/>
                    <Route path=path!("/patients/:id/gillick") view=GillickPage/>
                    <Route path=path!("/patients/:id/plan/review") view=ReviewPage/>
                </ParentRoute>
                <ParentRoute path=path!("/icb/:code") view=IcbLayout ssr=SsrMode::Async>
                    <Route path=path!("/practices") view=PracticesPage/>
                    <Route path=path!("/groups/:dimension") view=GroupsPage/>
                    <Route path=path!("/retention") view=RetentionPage/>
                    <Route path=path!("/figures/:figure") view=FigurePage/>
                    <Route path=path!("/pcn/:pcn/groups/:dimension") view=GroupsPage/>
                    <Route path=path!("/pcn/:pcn/retention") view=RetentionPage/>
                    <Route path=path!("/pcn/:pcn/figures/:figure") view=FigurePage/>
                    <Route path=path!("/tokens") view=TokensPage/>
                    <Route path=path!("/rules") view=RulesPage/>
                    <Route path=path!("/recruitment") view=IcbRecruitmentPage/>
                    <Route path=path!("/young-people") view=ParentPolicyPage/>
                    <Route path=path!("/hacks") view=HacksPage/>
                    <Route path=path!("/hacks/:hack") view=HackEditPage/>
                    <Route path=path!("/feedback") view=FeedbackPage/>
                    <Route path=path!("/formulary") view=FormulariesPage/>
                    <Route path=path!("/formulary/:version") view=FormularyPage/>
                    <Route path=path!("/templates") view=TemplatesPage/>
                    <Route path=path!("/templates/:template") view=TemplateEditPage/>
                    <Route path=path!("/conditions") view=ConditionsPage/>
                    <Route path=path!("/conditions/:condition") view=ConditionEditPage/>
                </ParentRoute>
                <ParentRoute path=path!("/practice/:ods") view=PracticeLayout ssr=SsrMode::Async>
                    <Route path=path!("/groups/:dimension") view=GroupsPage/>
                    <Route path=path!("/retention") view=RetentionPage/>
                    <Route path=path!("/figures/:figure") view=FigurePage/>
                    <Route path=path!("/patients/:id/conditions/:condition") view=ConditionPage/>
                    <Route path=path!("/patients/:id/conditions/:condition/:number") view=ConditionVersionPage/>
                </ParentRoute>
                <Route path=path!("/design") view=DesignPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
    .into_any()
}
