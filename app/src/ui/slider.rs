use std::ops::RangeInclusive;

use leptos::prelude::*;

use super::field::{error_text, field_class, invalid};

/// A number to drag or to type: a slider and a box over the same signal, for a thumb, a keyboard or a voice. Lives only
/// where the page is awake, and belongs to no form: nothing of it is posted.
#[component]
pub fn Slider(
    /// Also the id of the box.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    range: RangeInclusive<u16>,
    #[prop(into)] value: Signal<u16>,
    #[prop(into)] on_input: Callback<u16>,
    /// Written behind a number, such as "litres per minute".
    unit: fn(u16) -> String,
) -> impl IntoView {
    let typed = RwSignal::new(value.get_untracked().to_string());
    let (least, most) = (*range.start(), *range.end());
    let read = move |text: &str| text.trim().parse::<u16>().ok().filter(|number| (least..=most).contains(number));
    Effect::new(move |_| {
        let now = value.get();
        if read(&typed.get_untracked()) != Some(now) {
            typed.set(now.to_string());
        }
    });
    let take = move |text: String| {
        let number = read(&text);
        typed.set(text);
        if let Some(number) = number.filter(|number| *number != value.get_untracked()) {
            on_input.run(number);
        }
    };
    let error = Signal::derive(move || {
        typed.with(|text| read(text).is_none()).then(|| format!("Type a whole number from {least} to {most}"))
    });
    let said = move || unit(value.get());
    let (unit_id, error_id) = (format!("{name}-unit"), format!("{name}-error"));
    let described_by = {
        let unit_id = unit_id.clone();
        move || if error.with(Option::is_some) { format!("{unit_id} {error_id}") } else { unit_id.clone() }
    };
    view! {
        <div class=move || field_class(error)>
            <label class="label" for=name.clone()>{label.clone()}</label>
            {error_text(&name, error)}
            <div class="slider-line">
                <input
                    type="range"
                    class="slider"
                    min=least
                    max=most
                    aria-label=label
                    aria-valuetext=move || format!("{} {}", value.get(), said())
                    value=value.get_untracked()
                    prop:value=move || value.get().to_string()
                    on:input=move |event| take(event_target_value(&event))
                />
                <span class="slider-number">
                    <input
                        id=name
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        class="input input-small input-4"
                        aria-describedby=described_by
                        aria-invalid=move || invalid(error)
                        value=typed.get_untracked()
                        prop:value=move || typed.get()
                        on:input=move |event| take(event_target_value(&event))
                        // Enter would send the form around it.
                        on:keydown=move |event| {
                            if event.key() == "Enter" {
                                event.prevent_default();
                            }
                        }
                    />
                    <span class="unit" id=unit_id>{said}</span>
                </span>
            </div>
        </div>
    }
    .into_any()
}
