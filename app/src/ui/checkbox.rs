use leptos::{html, prelude::*};

use super::field::{described_by, error_text, field_class, follow_checked, invalid};

#[component]
pub fn Checkbox(
    /// Also the element's id.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = "true".into(), into)] value: String,
    #[prop(optional, into)] checked: Signal<bool>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let change = move |now: bool| {
        if let Some(on_change) = on_change {
            on_change.run(now);
        }
    };
    follow_checked(node, checked, change);
    let described_by = described_by(&name, hint.is_some(), false, error);
    let hint_id = format!("{name}-hint");
    view! {
        <div class=move || field_class(error)>
            {error_text(&name, error)}
            <div class="choice">
                <input
                    type="checkbox"
                    id=name.clone()
                    name=name.clone()
                    value=value
                    class="choice-input choice-checkbox"
                    checked=checked.get_untracked()
                    aria-describedby=described_by
                    aria-invalid=move || invalid(error)
                    node_ref=node
                    on:change=move |event| change(event_target_checked(&event))
                />
                <label class="choice-label" for=name>
                    {label}
                </label>
                {hint
                    .map(|hint| {
                        view! {
                            <p class="hint choice-hint" id=hint_id>
                                {hint}
                            </p>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}
