use leptos::prelude::*;

use super::zone_card::ZoneTone;

/// One step of a strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneStep {
    pub zone: ZoneTone,
    /// Written below; most steps have none.
    pub mark: Option<String>,
}

/// Zones after each other at a glance, each a tint, an edge of its own height and a letter. The same stands in words
/// beside it, so nothing of the strip is read out.
#[component]
pub fn ZoneStrip(
    #[prop(into)] steps: Signal<Vec<ZoneStep>>,
    /// Stays in sight while what it belongs to is scrolled.
    #[prop(optional)]
    stays: bool,
) -> impl IntoView {
    let strip_class = if stays { "zone-strip zone-strip-stays" } else { "zone-strip" };
    view! {
        <div class=strip_class aria-hidden="true">
            {move || steps.get().into_iter().map(step).collect_view()}
        </div>
    }
    .into_any()
}

fn step(step: ZoneStep) -> AnyView {
    let (step_class, letter) = match step.zone {
        ZoneTone::Green => ("zone-step zone-green", "G"),
        ZoneTone::Amber => ("zone-step zone-amber", "A"),
        ZoneTone::Red => ("zone-step zone-red", "R"),
    };
    view! {
        <span class="zone-step-place">
            <span class=step_class>{letter}</span>
            <span class="zone-step-mark">{step.mark}</span>
        </span>
    }
    .into_any()
}
