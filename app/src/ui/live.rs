use leptos::prelude::*;

/// Spoken by screen readers when it changes, not shown. In the page from the start, because a region that arrives
/// together with its text is not announced.
#[component]
pub fn LiveRegion(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! {
        <div class="visually-hidden" role="status" aria-atomic="true">
            {move || text.get()}
        </div>
    }
    .into_any()
}

/// Whether figures are arriving: a filled dot when they are, an open one when not, and always the words.
#[component]
pub fn LiveDot(#[prop(into)] text: Signal<String>, #[prop(into)] on: Signal<bool>) -> impl IntoView {
    let dot_class = move || if on.get() { "live-dot live-dot-on" } else { "live-dot" };
    view! { <span class=dot_class>{move || text.get()}</span> }.into_any()
}
