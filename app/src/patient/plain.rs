//! Pages of patients without a bundle: what is read, and plain forms. An address belongs here when
//! [`crate::routes::is_plain_my`] says so. They open at once on any phone, and are what is kept for when there is no network.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

use super::about_me::AboutMePage;
use super::air::AirPage;
use super::control::ControlPage;
use super::diary::{DiaryPage, EntryPage, NotePage, RightPage};
use super::emergency::EmergencyPage;
use super::feedback::FeedbackPage;
use super::install::InstallPage;
use super::journey::{JourneyPage, LessonPage};
use super::local_pages::{HackPage, HacksPage};
use super::log_ins::LogInsPage;
use super::medicines::{MedicinesPage, RemindersPage, RepeatPage, TechniquePage};
use super::more::MorePage;
use super::offline::{OfflineEmergencyPage, OfflinePage};
use super::other_plans::MyConditionPage;
use super::parents::ParentsPage;
use super::plan::PlanPage;
use super::seen::SeenPage;
use super::share::{NewSharePage, SharePage};
use super::terms::{LeavePage, TermsPage};
use super::visit::VisitPage;
use crate::public::NotFound;
use crate::routes;
use crate::ui::SkipLink;

/// Root of the plain patient pages.
#[component]
pub fn PatientPlainApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <SkipLink/>
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/my/emergency") view=EmergencyPage ssr=SsrMode::Async/>
                <Route path=path!("/my/plan") view=PlanPage ssr=SsrMode::Async/>
                <Route path=path!("/my/diary") view=DiaryPage ssr=SsrMode::Async/>
                <Route path=path!("/my/diary/:kind") view=NotePage ssr=SsrMode::Async/>
                <Route path=path!("/my/diary/entry/:id") view=EntryPage ssr=SsrMode::Async/>
                <Route path=path!("/my/diary/entry/:id/right") view=RightPage ssr=SsrMode::Async/>
                <Route path=path!("/my/offline/emergency") view=OfflineEmergencyPage ssr=SsrMode::Async/>
                <Route path=path!("/my/offline/:page") view=OfflinePage ssr=SsrMode::Async/>
                <Route path=path!("/my/plans/:condition") view=MyConditionPage ssr=SsrMode::Async/>
                <Route path=path!("/my/medicines") view=MedicinesPage ssr=SsrMode::Async/>
                <Route path=path!("/my/medicines/reminders") view=RemindersPage ssr=SsrMode::Async/>
                <Route path=path!("/my/medicines/repeat") view=RepeatPage ssr=SsrMode::Async/>
                <Route path=path!("/my/medicines/technique/:guide") view=TechniquePage ssr=SsrMode::Async/>
                <Route path=path!("/my/about-me") view=AboutMePage ssr=SsrMode::Async/>
                <Route path=path!("/my/terms") view=TermsPage ssr=SsrMode::Async/>
                <Route path=path!("/my/terms/leave") view=LeavePage ssr=SsrMode::Async/>
                <Route path=path!("/my/log-ins") view=LogInsPage ssr=SsrMode::Async/>
                <Route path=path!("/my/parents") view=ParentsPage ssr=SsrMode::Async/>
                <Route path=path!("/my/hacks") view=HacksPage ssr=SsrMode::Async/>
                <Route path=path!("/my/hacks/:hack") view=HackPage ssr=SsrMode::Async/>
                <Route path=path!("/my/feedback") view=FeedbackPage ssr=SsrMode::Async/>
                <Route path=path!("/my/air") view=AirPage ssr=SsrMode::Async/>
                <Route path=path!("/my/visit") view=VisitPage ssr=SsrMode::Async/>
                <Route path=path!("/my/seen") view=SeenPage ssr=SsrMode::Async/>
                <Route path=path!("/my/share") view=SharePage ssr=SsrMode::Async/>
                <Route path=path!("/my/share/new") view=NewSharePage ssr=SsrMode::Async/>
                <Route path=path!("/my/install") view=InstallPage ssr=SsrMode::Async/>
                <Route path=path!("/my/journey") view=JourneyPage ssr=SsrMode::Async/>
                <Route path=path!("/my/journey/:topic") view=LessonPage ssr=SsrMode::Async/>
                <Route path=path!("/my/control") view=ControlPage ssr=SsrMode::Async/>
                <Route path=path!("/my/more") view=MorePage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}

/// A page that is not in the bundle: a plain one is fetched from the server, any other does not exist.
#[component]
pub(super) fn Elsewhere() -> impl IntoView {
    let path = use_location().pathname;
    let plain = Memo::new(move |_| routes::is_plain_my(&path.read()));
    Effect::new(move |_| {
        if plain.get() {
            let _ = window().location().set_href(&path.get());
        }
    });
    move || if plain.get() { ().into_any() } else { NotFound().into_any() }
}
