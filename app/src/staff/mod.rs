//! Pages for staff: a nurse's register, records and plan editor, and the live boards of practices and ICBs.

pub mod after;
pub mod attacks;
pub mod board;
pub mod conditions;
pub mod design;
pub mod editor;
mod effort;
mod feedback;
mod gillick;
pub mod icb;
pub mod inbox;
pub mod invitation;
pub mod layout;
mod local_pages;
pub mod patients;
mod people;
mod place;
mod plain;
pub mod record;
mod recruitment;
mod repeats;
pub mod review;
mod say;
mod shared;
pub mod sign;
#[cfg(feature = "ssr")]
mod ssr;
pub mod team;
mod tokens;
pub mod versions;
mod worklists;
mod young_people;

#[cfg(feature = "ssr")]
pub(crate) use invitation::qr;
pub(crate) use invitation::{QrPicture, picture};
pub use plain::StaffPlainApp;
#[cfg(feature = "ssr")]
pub(crate) use ssr::patient as patient_scope;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::{ev, wasm_bindgen::JsCast, web_sys};
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::live::Live;
use crate::public::log_out::LogOut;
use crate::tab_store;
use crate::ui::SkipLink;

use board::BoardPage;
use editor::EditorPage;
use invitation::InvitationPage;
use layout::{Elsewhere, IcbLayout, PracticeLayout};
use patients::PatientsPage;
use sign::SignPage;

/// Root of the staff pages. They are sent whole: a practice PC without WASM sees everything, and the status of a page
/// follows from what was found.
#[component]
pub fn StaffApp() -> impl IntoView {
    provide_meta_context();
    Live::provide();
    close_at_log_out();
    effort::provide_counter();
    view! {
        <SkipLink/>
        <Router>
            <Routes fallback=Elsewhere>
                <ParentRoute path=path!("/practice/:ods") view=PracticeLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=BoardPage/>
                    <Route path=path!("/patients") view=PatientsPage/>
                    <Route path=path!("/patients/:id/plan") view=EditorPage/>
                    <Route path=path!("/patients/:id/plan/sign") view=SignPage/>
                    <Route path=path!("/patients/:id/invitation") view=InvitationPage/>
                </ParentRoute>
                <ParentRoute path=path!("/icb/:code") view=IcbLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=BoardPage/>
                    <Route path=path!("/pcn/:pcn") view=BoardPage/>
                </ParentRoute>
            </Routes>
        </Router>
    }
    .into_any()
}

/// What the tab keeps goes when somebody logs out, before the form of the log-out is sent.
fn close_at_log_out() {
    let listener = window_event_listener(ev::submit, |event| {
        let form = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if form.and_then(|form| form.get_attribute("action")).is_some_and(|action| action == LogOut::url()) {
            tab_store::close();
        }
    });
    on_cleanup(move || listener.remove());
}
