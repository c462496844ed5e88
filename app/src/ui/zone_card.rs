use leptos::prelude::*;

use super::icon::{Icon, IconMark};

/// The three states a traffic-light plan knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneTone {
    Green,
    Amber,
    Red,
}

/// A zone told by tint, edge, shape and word, and in grey print by the width of its edge and a letter.
#[component]
pub fn ZoneCard(
    zone: ZoneTone,
    #[prop(into)] heading: Signal<String>,
    #[prop(optional)] compact: bool,
    #[prop(optional)] heading_level_3: bool,
    children: Children,
) -> impl IntoView {
    let (colour, letter, icon) = match zone {
        ZoneTone::Green => ("green", "G", Icon::Tick),
        ZoneTone::Amber => ("amber", "A", Icon::Warning),
        ZoneTone::Red => ("red", "R", Icon::Octagon),
    };
    let zone_class = match (zone, compact) {
        (ZoneTone::Green, false) => "zone zone-green",
        (ZoneTone::Green, true) => "zone zone-green zone-compact",
        (ZoneTone::Amber, false) => "zone zone-amber",
        (ZoneTone::Amber, true) => "zone zone-amber zone-compact",
        (ZoneTone::Red, false) => "zone zone-red",
        (ZoneTone::Red, true) => "zone zone-red zone-compact",
    };
    let size = if compact { 20 } else { 32 };
    // Heard rather than seen: a heading such as "Do this now" leaves the colour to the eye.
    let spoken = move || {
        let said = heading.with(|heading| heading.to_lowercase().contains(colour));
        if said { String::new() } else { format!("In the {colour} zone: ") }
    };
    let content = view! {
        <IconMark icon=icon size=size />
        <span class="zone-letter" aria-hidden="true">
            {letter}
        </span>
        <span>
            <span class="visually-hidden">{spoken}</span>
            <span>{move || heading.get()}</span>
        </span>
    };
    let heading = if heading_level_3 {
        view! { <h3 class="zone-heading">{content}</h3> }.into_any()
    } else {
        view! { <h2 class="zone-heading">{content}</h2> }.into_any()
    };
    view! { <section class=zone_class>{heading} {children()}</section> }.into_any()
}
