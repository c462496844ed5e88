use crate::words::t;
use leptos::prelude::*;

#[component]
pub fn InsetText(children: Children) -> impl IntoView {
    view! {
        <div class="inset">
            <span class="visually-hidden">{t("ui-information")} " "</span>
            {children()}
        </div>
    }
    .into_any()
}

#[component]
pub fn WarningCallout(
    #[prop(into)] heading: String,
    /// It stands right under the page's heading, in no section.
    #[prop(optional)]
    of_the_page: bool,
    children: Children,
) -> impl IntoView {
    let words = view! {
        <span class="visually-hidden">{t("ui-important")} " "</span>
        {heading}
    };
    let heading = if of_the_page {
        view! { <h2 class="warning-callout-heading">{words}</h2> }.into_any()
    } else {
        view! { <h3 class="warning-callout-heading">{words}</h3> }.into_any()
    };
    view! {
        <div class="warning-callout light-ground">
            {heading}
            {children()}
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerKind {
    #[default]
    Info,
    Success,
}

/// What has just happened, or something true of the whole page.
#[component]
pub fn NotificationBanner(kind: BannerKind, #[prop(into)] heading: String, children: Children) -> impl IntoView {
    let banner_class = match kind {
        BannerKind::Info => "banner",
        BannerKind::Success => "banner banner-success",
    };
    let (title, role) = match kind {
        BannerKind::Info => (t("ui-important-banner"), "region"),
        BannerKind::Success => (t("ui-success"), "alert"),
    };
    let label = format!("{title}: {heading}");
    view! {
        <section class=banner_class role=role aria-label=label>
            <p class="banner-title">{title}</p>
            <div class="banner-body">
                <h2 class="banner-heading">{heading}</h2>
                {children()}
            </div>
        </section>
    }
    .into_any()
}

/// The green "it is done" at the end of a task.
#[component]
pub fn Panel(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <div class="panel dark-ground">
            <h1 class="panel-title">{title}</h1>
            <div class="panel-body">{children()}</div>
        </div>
    }
    .into_any()
}
