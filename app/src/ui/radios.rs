use leptos::{html, prelude::*};

use super::field::{Choice, described_by, error_text, field_class, follow_checked, hint_text};

/// One answer out of a few. The first radio carries the name as its id, so that an error summary can lead there.
#[component]
pub fn Radios(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    #[prop(optional, into)] hint: Option<String>,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional)] small: bool,
    #[prop(optional)] inline: bool,
) -> impl IntoView {
    let group_class = match (small, inline) {
        (false, false) => "choices",
        (true, false) => "choices choices-small",
        (false, true) => "choices choices-inline",
        (true, true) => "choices choices-small choices-inline",
    };
    let described_by = described_by(&name, hint.is_some(), false, error);
    let radios = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            let id = if place == 0 { name.clone() } else { format!("{name}-{}", place + 1) };
            radio(id, name.clone(), choice, value, on_input)
        })
        .collect_view();
    view! {
        <div class=move || field_class(error)>
            <fieldset class="fieldset" aria-describedby=described_by>
                <legend class="legend">{legend}</legend>
                {hint_text(&name, hint)}
                {error_text(&name, error)}
                <div class=group_class>{radios}</div>
            </fieldset>
        </div>
    }
    .into_any()
}

fn radio(
    id: String,
    name: String,
    choice: Choice,
    value: Signal<String>,
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let mine = StoredValue::new(choice.value.clone());
    let checked = Signal::derive(move || mine.with_value(|mine| value.with(|value| value == mine)));
    let choose = move || {
        if let Some(on_input) = on_input {
            on_input.run(mine.get_value());
        }
    };
    follow_checked(node, checked, move |now| {
        if now {
            choose();
        }
    });
    let hint_id = format!("{id}-item-hint");
    view! {
        <div class="choice">
            <input
                type="radio"
                id=id.clone()
                name=name
                value=choice.value
                class="choice-input choice-radio"
                checked=checked.get_untracked()
                aria-describedby=choice.hint.is_some().then(|| hint_id.clone())
                node_ref=node
                on:change=move |_| choose()
            />
            <label class="choice-label" for=id>
                {choice.label}
            </label>
            {choice
                .hint
                .map(|hint| {
                    view! {
                        <p class="hint choice-hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
        </div>
    }
}
