//! Screens and thin server functions of the Digital Health Passport: one crate, a root for patients and one for staff, so
//! that a patient's phone never downloads the editor, and three for plain pages, which download no bundle.

#![recursion_limit = "512"]
#![expect(unreachable_pub, reason = "the component macro writes public items whatever the component itself is")]

mod condition_words;
#[cfg(feature = "ssr")]
pub mod context;
mod drawings;
pub mod error;
pub mod forms;
pub mod live;
pub mod load;
pub mod patient;
mod phone;
pub mod plan_words;
pub mod public;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod staff;
pub mod tab_store;
pub mod ui;
pub mod words;

pub use error::AppError;
pub use patient::{PatientApp, PatientPlainApp};
pub use public::PublicApp;
#[cfg(feature = "ssr")]
pub use shell::{Assets, Audience, shell};
pub use staff::{StaffApp, StaffPlainApp};

/// Wakes the patient pages in the browser.
#[cfg(feature = "hydrate")]
pub fn hydrate_patient() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(PatientApp);
}

/// Starts the patient pages without a page from the server: from what the phone keeps.
#[cfg(feature = "hydrate")]
pub fn start_patient() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(PatientApp);
}

/// Wakes the staff pages in the browser.
#[cfg(feature = "hydrate")]
pub fn hydrate_staff() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(StaffApp);
}
