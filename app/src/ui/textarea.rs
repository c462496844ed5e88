use leptos::{html, prelude::*};

use super::field::{described_by, error_text, field_class, follow_text, hint_text, invalid};

#[component]
pub fn Textarea(
    /// Also the element's id.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(default = 3)] rows: u8,
) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    follow_text(node, value, on_input);
    let described_by = described_by(&name, hint.is_some(), false, error);
    view! {
        <div class=move || field_class(error)>
            <label class="label" for=name.clone()>
                {label}
            </label>
            {hint_text(&name, hint)}
            {error_text(&name, error)}
            <textarea
                id=name.clone()
                name=name
                rows=rows.to_string()
                class="input textarea"
                aria-describedby=described_by
                aria-invalid=move || invalid(error)
                node_ref=node
                on:input=move |event| {
                    if let Some(on_input) = on_input {
                        on_input.run(event_target_value(&event));
                    }
                }
            >
                {value.get_untracked()}
            </textarea>
        </div>
    }
    .into_any()
}
