use leptos::prelude::*;

use super::error_summary::focus_element;
use crate::words::t;

#[component]
pub fn TextLink(
    #[prop(into)] href: String,
    /// Leaves the client-side router alone: for files, other apps and log-out.
    #[prop(optional)]
    external: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href rel=external.then_some("external")>
            {children()}
        </a>
    }
    .into_any()
}

/// A sentence with a link in square brackets somewhere in it: each language puts it where it belongs.
#[component]
pub fn LinkedText(text: String, #[prop(into)] href: String) -> impl IntoView {
    let (before, rest) = text.split_once('[').unwrap_or((&text, ""));
    let (linked, after) = rest.split_once(']').unwrap_or((rest, ""));
    view! {
        <span>{before.to_owned()}</span>
        <a href=href>{linked.to_owned()}</a>
        <span>{after.to_owned()}</span>
    }
    .into_any()
}

#[component]
pub fn BackLink(#[prop(into)] href: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <a href=href class="back-link">
            {text}
        </a>
    }
    .into_any()
}

/// Where this page sits. An item without an address is the page itself.
#[component]
pub fn Breadcrumb(items: Vec<(String, Option<String>)>) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|(text, href)| match href {
            Some(href) => view! { <li><a href=href>{text}</a></li> }.into_any(),
            None => view! { <li aria-current="page">{text}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}

#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a
            href="#main"
            class="skip-link"
            on:click=move |event| {
                // The router scrolls to a fragment but leaves focus behind, which would undo the skip at the next Tab.
                if focus_element("main") {
                    event.prevent_default();
                }
            }
        >
            {t("ui-skip")}
        </a>
    }
    .into_any()
}
