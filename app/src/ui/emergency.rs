use leptos::prelude::*;

/// The black ground of the screen for an attack; the same in light and dark.
#[component]
pub fn EmergencyFrame(children: Children) -> impl IntoView {
    view! { <div class="emergency dark-ground">{children()}</div> }.into_any()
}

#[component]
pub fn BigCall(#[prop(into)] number: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <a href=format!("tel:{number}") class="button button-warning big-call">
            {text}
        </a>
    }
    .into_any()
}

/// What to do, in order, in type that can be read while frightened.
#[component]
pub fn NumberedSteps(steps: Vec<AnyView>) -> impl IntoView {
    let steps = steps.into_iter().map(|step| view! { <li><div class="step-body">{step}</div></li> }).collect_view();
    // Safari takes the list away from screen readers once its bullets are gone, unless told otherwise.
    view! {
        <ol class="steps light-ground" role="list">
            {steps}
        </ol>
    }
    .into_any()
}
