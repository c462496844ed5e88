use leptos::{html, prelude::*};

use super::{
    field::{described_by, error_text, field_class, follow_text, hint_text, invalid},
    text_input::{InputWidth, input_class},
};
use crate::words::t;

/// A date somebody knows, as three fields: ids `name-day`, `name-month`, `name-year`; sent as `name_day`,
/// `name_month`, `name_year`. The name itself is the id of the group.
#[component]
pub fn DateInput(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] day: Signal<String>,
    #[prop(optional, into)] month: Signal<String>,
    #[prop(optional, into)] year: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// The person's own birthday, which the browser may fill in.
    #[prop(optional)]
    birthday: bool,
) -> impl IntoView {
    let described_by = described_by(&name, hint.is_some(), false, error);
    view! {
        <div class=move || field_class(error)>
            <fieldset class="fieldset" aria-describedby=described_by>
                <legend class="legend">{legend}</legend>
                {hint_text(&name, hint)}
                {error_text(&name, error)}
                <div class="date-parts" id=name.clone()>
                    {part(&name, "day", t("ui-day"), InputWidth::Two, day, error, birthday.then_some("bday-day"))}
                    {part(&name, "month", t("ui-month"), InputWidth::Two, month, error, birthday.then_some("bday-month"))}
                    {part(&name, "year", t("ui-year"), InputWidth::Four, year, error, birthday.then_some("bday-year"))}
                </div>
            </fieldset>
        </div>
    }
    .into_any()
}

fn part(
    group: &str,
    part: &str,
    label: String,
    width: InputWidth,
    value: Signal<String>,
    error: Signal<Option<String>>,
    autocomplete: Option<&'static str>,
) -> impl IntoView {
    let id = format!("{group}-{part}");
    let node = NodeRef::<html::Input>::new();
    follow_text(node, value, None);
    let input_class = input_class(width, false);
    view! {
        <div>
            <label class="label" for=id.clone()>
                {label}
            </label>
            <input
                id=id
                name=format!("{group}_{part}")
                type="text"
                inputmode="numeric"
                autocomplete=autocomplete
                class=input_class
                value=value.get_untracked()
                aria-invalid=move || invalid(error)
                node_ref=node
            />
        </div>
    }
}

/// A day chosen from the browser's calendar, for days that need not be known by heart.
#[component]
pub fn DayInput(
    /// Also the element's id.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: Option<String>,
    /// The last day that can be chosen.
    #[prop(into)]
    max: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="label" for=name.clone()>
                {label}
            </label>
            <input id=name.clone() name=name type="date" class="input input-10" value=value max=max/>
        </div>
    }
    .into_any()
}
