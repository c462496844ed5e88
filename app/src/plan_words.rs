//! The plan as patients read it: one set of components for the patient's page, the nurse's preview and the print.

use domain::diary::Urgency;
use domain::plan::words::{PlanWords, ZoneWords, runs};
use domain::plan::{SignedPlan, Zone};
use leptos::prelude::*;

use crate::ui::{NumberedSteps, TextLink, ZoneCard, ZoneTone};

/// The look of a zone.
pub fn tone(zone: Zone) -> ZoneTone {
    match zone {
        Zone::Green => ZoneTone::Green,
        Zone::Amber => ZoneTone::Amber,
        Zone::Red => ZoneTone::Red,
    }
}

/// The zone as people say it.
pub const fn zone_title(zone: Zone) -> &'static str {
    match zone {
        Zone::Green => "Green zone: every day",
        Zone::Amber => "Amber zone: getting worse",
        Zone::Red => "Red zone: asthma attack",
    }
}

/// Where somebody is after a check-in.
pub const fn you_are_in(zone: Zone) -> &'static str {
    match zone {
        Zone::Green => "You are in your green zone",
        Zone::Amber => "You are in your amber zone",
        Zone::Red => "You are in your red zone",
    }
}

/// What stands above the actions of an advice.
pub const fn do_now(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Emergency => "This is an emergency: do this now",
        Urgency::Today => "Get medical help today",
        Urgency::Within24Hours => "Do this now",
        Urgency::Routine => "Carry on with your plan",
    }
}

/// The actions of an advice, in their order.
#[component]
pub fn Actions(actions: Vec<String>) -> impl IntoView {
    let actions = actions.into_iter().map(|text| view! { <li><Sentence text=text/></li> }).collect_view();
    view! { <ol class="numbers">{actions}</ol> }
}

/// A sentence with its bold parts.
#[component]
pub fn Sentence(#[prop(into)] text: String) -> impl IntoView {
    runs(&text)
        .into_iter()
        .map(|(text, bold)| {
            if bold {
                // Doses, times and names of inhalers: a browser's translator must leave them as they are signed.
                view! { <strong translate="no">{text}</strong> }.into_any()
            } else {
                view! { <span>{text}</span> }.into_any()
            }
        })
        .collect_view()
}

/// The three zones in order.
#[component]
pub fn PlanZones(
    /// The plan in words.
    #[prop(into)]
    words: Signal<PlanWords>,
    /// Smaller, for the preview beside the form.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    move || words.get().zones.into_iter().map(|zone| zone_part(zone, compact)).collect_view()
}

pub(crate) fn zone_part(words: ZoneWords, compact: bool) -> AnyView {
    let ZoneWords { zone, heading, when_heading, when, actions } = words;
    view! {
        <ZoneCard zone=tone(zone) heading=heading compact=compact heading_level_3=compact>
            <p>{when_heading}</p>
            <ul class="bullets">{when.into_iter().map(|text| view! { <li><Sentence text=text/></li> }).collect_view()}</ul>
            <p><strong>"What to do"</strong></p>
            <ol class="numbers">{actions.into_iter().map(|text| view! { <li><Sentence text=text/></li> }).collect_view()}</ol>
        </ZoneCard>
    }
    .into_any()
}

/// The numbered steps in an attack.
#[component]
pub fn EmergencySteps(steps: Vec<String>) -> impl IntoView {
    let steps =
        steps.into_iter().map(|text| view! { <span><Sentence text=text/></span> }.into_any()).collect::<Vec<_>>();
    view! { <NumberedSteps steps=steps/> }
}

/// Version, author and dates: on everything a patient may act on.
#[component]
pub fn PlanStamp(plan: SignedPlan) -> impl IntoView {
    view! { <p class="plan-stamp">{plan.stamp()}</p> }
}

/// Ways to the plan as PDF. Each leaves the app: the browser shows the file.
#[component]
pub fn PrintLinks(
    /// Address and words of each.
    links: Vec<(String, String)>,
) -> impl IntoView {
    let links = links
        .into_iter()
        .map(|(href, text)| view! { <li><TextLink href=href external=true>{text}</TextLink></li> })
        .collect_view();
    view! { <ul class="bullets">{links}</ul> }.into_any()
}
