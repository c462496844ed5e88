use leptos::prelude::*;

/// The patient's phone beside the form. It scrolls by itself, so it can be focused.
#[component]
pub fn PhoneFrame(#[prop(into)] title: String, #[prop(optional)] draft: bool, children: Children) -> impl IntoView {
    let mark = draft.then(|| view! { <strong class="phone-draft">"DRAFT – do not use"</strong> });
    let label = format!("Phone preview: {title}");
    view! {
        <section class="phone" aria-label=label>
            <p class="phone-bar">
                <span>{title}</span>
                {mark}
            </p>
            <div class="phone-screen" tabindex="0" role="group" aria-label="What the patient sees">
                {children()}
            </div>
        </section>
    }
    .into_any()
}
