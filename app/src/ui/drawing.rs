use leptos::prelude::*;

/// A small drawing of a thing in its own two colours, always beside its name and hidden from screen readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Outline of the body on a 32 by 32 grid.
    pub body: &'static str,
    /// Outline of its cap or mouthpiece.
    pub cap: &'static str,
    /// Fill of the body.
    pub body_fill: &'static str,
    /// Fill of the cap.
    pub cap_fill: &'static str,
}

#[component]
pub fn DrawingMark(drawing: Drawing, #[prop(default = 36)] size: u16) -> impl IntoView {
    let Drawing { body, cap, body_fill, cap_fill } = drawing;
    let size = size.to_string();
    view! {
        <svg class="drawing" width=size.clone() height=size viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d=body fill=body_fill></path>
            <path d=cap fill=cap_fill></path>
        </svg>
    }
    .into_any()
}

/// A picture of an act, drawn in lines: `lines` are stroked in the colour of the text, `solid` is filled in the colour of
/// the brand. Always beside its words and hidden from screen readers.
#[component]
pub fn ActPicture(
    /// Outlines on a 64 by 64 grid.
    lines: &'static str,
    /// Filled parts on the same grid.
    solid: &'static str,
    /// Arrows and other signs of movement on the same grid.
    moves: &'static str,
) -> impl IntoView {
    view! {
        <svg class="act-picture" width="72" height="72" viewBox="0 0 64 64" fill="none" aria-hidden="true" focusable="false">
            <path class="act-solid" d=solid></path>
            <path d=lines stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"></path>
            <path class="act-moves" d=moves stroke-width="3" stroke-linejoin="round" stroke-linecap="round"></path>
        </svg>
    }
    .into_any()
}
