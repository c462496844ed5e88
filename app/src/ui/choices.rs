use leptos::prelude::*;

use super::NavItem;

/// Views of one thing, each at its own address: which one is open is said to ears and eyes.
#[component]
pub fn LinkChoices(#[prop(into)] label: String, items: Vec<NavItem>) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|item| {
            let current = item.current.then_some("page");
            view! {
                <li>
                    <a href=item.href aria-current=current class="view-choice">
                        {item.text}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="view-choices" aria-label=label>
            <ul>{items}</ul>
        </nav>
    }
    .into_any()
}
