//! Pages for staff: a nurse's register, records and plan editor, and the live boards of practices and ICBs.

pub mod board;
pub mod conditions;
pub mod design;
pub mod editor;
pub mod icb;
pub mod invitation;
pub mod layout;
pub mod patients;
mod place;
mod plain;
pub mod record;
mod say;
mod shared;
pub mod sign;
#[cfg(feature = "ssr")]
mod ssr;
pub mod versions;

pub use plain::StaffPlainApp;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::live::Live;
use crate::ui::SkipLink;

use board::BoardPage;
use design::DesignPage;
use editor::EditorPage;
use icb::IcbPage;
use invitation::InvitationPage;
use layout::{Elsewhere, IcbLayout, PracticeLayout};
use patients::PatientsPage;
use record::RecordPage;
use sign::SignPage;
use versions::VersionPage;

/// Root of the staff pages. They are sent whole: a practice PC without WASM sees everything, and the status of a page
/// follows from what was found.
#[component]
pub fn StaffApp() -> impl IntoView {
    provide_meta_context();
    Live::provide();
    view! {
        <SkipLink/>
        <Router>
            <Routes fallback=Elsewhere>
                <ParentRoute path=path!("/practice/:ods") view=PracticeLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=BoardPage/>
                    <Route path=path!("/patients") view=PatientsPage/>
                    <Route path=path!("/patients/:id") view=RecordPage/>
                    <Route path=path!("/patients/:id/plan") view=EditorPage/>
                    <Route path=path!("/patients/:id/plan/sign") view=SignPage/>
                    <Route path=path!("/patients/:id/plan/versions/:number") view=VersionPage/>
                    <Route path=path!("/patients/:id/invitation") view=InvitationPage/>
                </ParentRoute>
                <ParentRoute path=path!("/icb/:code") view=IcbLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=IcbPage/>
                </ParentRoute>
                <Route path=path!("/design") view=DesignPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
    .into_any()
}
