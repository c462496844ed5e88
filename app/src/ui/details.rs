use leptos::prelude::*;

/// A little more for the few who need it.
#[component]
pub fn Details(#[prop(into)] summary: String, children: Children) -> impl IntoView {
    view! {
        <details class="details">
            <summary>
                <span class="details-text">{summary}</span>
            </summary>
            <div class="details-body">{children()}</div>
        </details>
    }
    .into_any()
}
