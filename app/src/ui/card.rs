use leptos::prelude::*;

use super::tone::{Tone, tone_class};

#[component]
pub fn Card(
    #[prop(optional, into)] heading: Option<String>,
    /// A thick coloured edge at the reading side.
    #[prop(optional)]
    edge: Option<Tone>,
    children: Children,
) -> impl IntoView {
    let card_class = match edge {
        Some(tone) => format!("card card-edge {}", tone_class(tone)),
        None => "card".to_owned(),
    };
    view! {
        <section class=card_class>
            {heading.map(|heading| view! { <h2 class="card-heading">{heading}</h2> })}
            {children()}
        </section>
    }
    .into_any()
}
