use leptos::{html, prelude::*};

use super::field::{Choice, described_by, error_text, field_class, hint_text, invalid};

#[component]
pub fn Select(
    /// Also the element's id, unless it has one of its own.
    #[prop(into)]
    name: String,
    #[prop(optional, into)] id: Option<String>,
    #[prop(into)] label: String,
    #[prop(optional)] label_hidden: bool,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] value: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional)] small: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    Effect::new(move |woken: Option<()>| {
        let wanted = value.get();
        // Without a listener the form owns the choice: one made before the page woke up stays.
        if woken.is_none() && on_input.is_none() {
            return;
        }
        if let Some(select) = node.get_untracked()
            && select.value() != wanted
        {
            select.set_value(&wanted);
        }
    });
    let options = move || {
        let chosen = value.get_untracked();
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let selected = choice.value == chosen;
                view! {
                    <option value=choice.value selected=selected>
                        {choice.label}
                    </option>
                }
            })
            .collect_view()
    };
    let id = id.unwrap_or_else(|| name.clone());
    let label_class = if label_hidden { "label visually-hidden" } else { "label" };
    let described_by = described_by(&name, hint.is_some(), false, error);
    let select_class = if small { "input select input-small" } else { "input select" };
    view! {
        <div class=move || field_class(error)>
            <label class=label_class for=id.clone()>
                {label}
            </label>
            {hint_text(&name, hint)}
            {error_text(&name, error)}
            <select
                id=id
                name=name
                class=select_class
                aria-describedby=described_by
                aria-invalid=move || invalid(error)
                node_ref=node
                on:change=move |event| {
                    if let Some(on_input) = on_input {
                        on_input.run(event_target_value(&event));
                    }
                }
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A select for the time before the page wakes: its options are one text that the waking page does not walk through, so
/// that a list of hundreds costs nothing.
#[component]
pub fn WrittenSelect(
    /// Also the element's id.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    /// Called on the server only.
    choices: Box<dyn Fn() -> Vec<Choice>>,
    #[prop(into)] chosen: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let options = written(choices, &chosen);
    let described_by = described_by(&name, false, false, error);
    view! {
        <div class=move || field_class(error)>
            <label class="label" for=name.clone()>
                {label}
            </label>
            {error_text(&name, error)}
            <select
                id=name.clone()
                name=name
                class="input select input-small"
                aria-describedby=described_by
                aria-invalid=move || invalid(error)
                inner_html=options
            ></select>
        </div>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn written(choices: Box<dyn Fn() -> Vec<Choice>>, chosen: &str) -> String {
    let option = |choice: Choice| {
        let selected = choice.value == chosen;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }.to_html()
    };
    choices().into_iter().map(option).collect()
}

#[cfg(not(feature = "ssr"))]
fn written(_: Box<dyn Fn() -> Vec<Choice>>, _: &str) -> String {
    String::new()
}
