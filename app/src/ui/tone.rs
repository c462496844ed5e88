use leptos::prelude::*;

/// Colour families. The words beside them carry the meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Grey,
    Green,
    Blue,
    Yellow,
    Orange,
    Red,
    Purple,
    White,
}

pub(super) fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Grey => "tone-grey",
        Tone::Green => "tone-green",
        Tone::Blue => "tone-blue",
        Tone::Yellow => "tone-yellow",
        Tone::Orange => "tone-orange",
        Tone::Red => "tone-red",
        Tone::Purple => "tone-purple",
        Tone::White => "tone-white",
    }
}

#[component]
pub fn Tag(tone: Tone, #[prop(into)] text: Signal<String>) -> impl IntoView {
    let tag_class = format!("tag {}", tone_class(tone));
    view! { <strong class=tag_class>{move || text.get()}</strong> }.into_any()
}
