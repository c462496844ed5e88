use leptos::prelude::*;

use crate::words::t;

pub struct NavItem {
    pub text: String,
    pub href: String,
    pub current: bool,
}

/// Says aloud on every page that the people in it are invented.
fn demo_mark(demo: bool) -> Option<AnyView> {
    demo.then(|| view! { <span class="header-demo">{t("ui-demo")}</span> }.into_any())
}

#[component]
pub fn StaffHeader(
    nav: Vec<NavItem>,
    #[prop(into)] who: String,
    #[prop(optional)] demo: bool,
    /// The log-out form.
    children: Children,
) -> impl IntoView {
    let links = nav
        .into_iter()
        .map(|item| {
            view! {
                <li>
                    <a href=item.href aria-current=item.current.then_some("page")>
                        {item.text}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <header class="header header-staff">
            <p class="header-name">"Digital Health Passport" {demo_mark(demo)}</p>
            <nav class="header-nav" aria-label="Menu">
                <ul>{links}</ul>
            </nav>
            <div class="header-account">
                <span>{who}</span>
                {children()}
            </div>
        </header>
    }
    .into_any()
}

#[component]
pub fn PatientHeader(
    #[prop(into)] title: String,
    #[prop(into)] who: String,
    #[prop(optional)] demo: bool,
) -> impl IntoView {
    view! {
        <header class="header">
            <p class="header-name">{title} {demo_mark(demo)}</p>
            <p class="header-account">{who}</p>
        </header>
    }
    .into_any()
}
