use leptos::prelude::*;

use super::demo::is_demo;
use crate::ui::PatientHeader;
use crate::words::t;

/// The name of the service above the pages that are for everybody.
#[component]
pub(super) fn Masthead() -> impl IntoView {
    view! { <PatientHeader title=t("home-title") who="" demo=is_demo()/> }.into_any()
}
