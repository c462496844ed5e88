use leptos::{html, prelude::*};

use super::field::{described_by, error_text, field_class, follow_text, hint_text, invalid};
use crate::words::t;

/// Expected length of the answer in characters; the box gives the hint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputWidth {
    Two,
    Three,
    Four,
    Five,
    Ten,
    Twenty,
    #[default]
    Full,
}

/// Which keyboard a phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    #[default]
    Text,
    Number,
    Tel,
    Email,
    Search,
}

pub(super) fn input_class(width: InputWidth, small: bool) -> String {
    let width_class = match width {
        InputWidth::Two => "input input-2",
        InputWidth::Three => "input input-3",
        InputWidth::Four => "input input-4",
        InputWidth::Five => "input input-5",
        InputWidth::Ten => "input input-10",
        InputWidth::Twenty => "input input-20",
        InputWidth::Full => "input",
    };
    let size_class = if small { " input-small" } else { "" };
    format!("{width_class}{size_class}")
}

#[component]
pub fn TextInput(
    /// Also the element's id.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(default = InputWidth::Full)] width: InputWidth,
    /// Written behind the box, such as "litres per minute".
    #[prop(optional, into)]
    unit: Option<String>,
    #[prop(default = Keyboard::Text)] keyboard: Keyboard,
    #[prop(optional, into)] autocomplete: Option<String>,
    #[prop(optional)] small: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    // "number" fields swallow letters and change under a mouse wheel, so a number is text with a numeric keypad.
    let (element_type, input_mode) = match keyboard {
        Keyboard::Text => ("text", None),
        Keyboard::Number => ("text", Some("numeric")),
        Keyboard::Tel => ("tel", None),
        Keyboard::Email => ("email", None),
        Keyboard::Search => ("search", None),
    };
    let node = NodeRef::<html::Input>::new();
    follow_text(node, value, on_input);
    let described_by = described_by(&name, hint.is_some(), unit.is_some(), error);
    let unit_id = format!("{name}-unit");
    let input_class = input_class(width, small);
    view! {
        <div class=move || field_class(error)>
            <label class="label" for=name.clone()>
                {label}
                {optional.then(|| view! { <span class="label-optional">" " {t("ui-optional")}</span> })}
            </label>
            {hint_text(&name, hint)}
            {error_text(&name, error)}
            <div class="input-line">
                <input
                    id=name.clone()
                    name=name
                    type=element_type
                    inputmode=input_mode
                    autocomplete=autocomplete
                    class=input_class
                    value=value.get_untracked()
                    aria-describedby=described_by
                    aria-invalid=move || invalid(error)
                    node_ref=node
                    on:input=move |event| {
                        if let Some(on_input) = on_input {
                            on_input.run(event_target_value(&event));
                        }
                    }
                />
                {unit
                    .map(|unit| {
                        view! {
                            <span class="unit" id=unit_id>
                                {unit}
                            </span>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}
