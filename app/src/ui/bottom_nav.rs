use leptos::prelude::*;

use super::icon::{Icon, IconMark};
use crate::words::t;

pub struct BottomNavItem {
    pub text: String,
    pub href: String,
    pub icon: Icon,
    pub current: bool,
    pub urgent: bool,
}

/// The bar under a patient's thumb. The space before it keeps the end of the page from hiding behind it.
#[component]
pub fn BottomNav(items: Vec<BottomNavItem>) -> impl IntoView {
    let links = items
        .into_iter()
        .map(|item| {
            let item_class = if item.urgent { "bottom-nav-item bottom-nav-urgent" } else { "bottom-nav-item" };
            view! {
                <li>
                    <a href=item.href class=item_class aria-current=item.current.then_some("page")>
                        <IconMark icon=item.icon />
                        <span>{item.text}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="bottom-nav-space"></div>
        <nav class="bottom-nav" aria-label=t("ui-menu")>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}
