use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

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

/// A part of the page that is opened when it is wanted, and only then made. `open` may also be set from elsewhere.
#[component]
pub fn Expander(#[prop(into)] summary: String, open: RwSignal<bool>, children: ChildrenFn) -> impl IntoView {
    view! {
        <details
            class="expander"
            open=open.get_untracked()
            prop:open=move || open.get()
            on:toggle=move |event| {
                let now = event.target().is_some_and(|target| target.unchecked_into::<web_sys::Element>().has_attribute("open"));
                if now != open.get_untracked() {
                    open.set(now);
                }
            }
        >
            <summary>
                <h2 class="heading heading-m">{summary}</h2>
            </summary>
            <div class="expander-body">{move || open.get().then(|| children())}</div>
        </details>
    }
    .into_any()
}
