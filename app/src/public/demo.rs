//! Whether this is a demonstration, known from the first paint on every page.

use leptos::prelude::*;

use crate::ui::{Card, Tone};
use crate::words::t;

#[derive(Clone, Copy)]
struct Demo(bool);

/// Asks the request once. Call in the app root.
pub(super) fn provide_demo() {
    provide_context(Demo(asked()));
}

#[cfg(feature = "ssr")]
fn asked() -> bool {
    crate::context::request().is_ok_and(|cx| cx.services.demo)
}

#[cfg(not(feature = "ssr"))]
fn asked() -> bool {
    false
}

/// This is a demonstration.
pub(super) fn is_demo() -> bool {
    use_context::<Demo>().is_some_and(|demo| demo.0)
}

/// Says that everybody here is made up; nothing in a live service.
#[component]
pub(super) fn DemoNotice() -> impl IntoView {
    is_demo().then(demo_notice)
}

pub(super) fn demo_notice() -> AnyView {
    view! {
        <Card heading=t("demo-heading") edge=Tone::Yellow>
            <p>{t("demo-text")}</p>
        </Card>
    }
    .into_any()
}
