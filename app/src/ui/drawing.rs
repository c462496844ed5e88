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
pub fn DrawingMark(drawing: Drawing) -> impl IntoView {
    let Drawing { body, cap, body_fill, cap_fill } = drawing;
    view! {
        <svg class="drawing" width="36" height="36" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d=body fill=body_fill></path>
            <path d=cap fill=cap_fill></path>
        </svg>
    }
    .into_any()
}
