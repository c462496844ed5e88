//! What the phone would say on that day, in the very words of the patient's pages.

use domain::diary::Urgency;
use domain::diary::bad_day::{Moment, Span, Told, spans};
use domain::plan::Zone;
use leptos::prelude::*;

use super::Trial;
use crate::plan_words::{Actions, do_now, tone, you_are_in};
use crate::ui::{Gap, Row, Stack, Tag, Tone, ZoneCard, ZoneStep, ZoneStrip};

/// The day at a glance, in sight while a control is moved.
pub(super) fn strip(trial: Trial) -> AnyView {
    let steps = Memo::new(move |_| trial.told.with(|told| told.iter().map(step).collect::<Vec<_>>()));
    view! { <ZoneStrip steps=steps stays=true/> }.into_any()
}

/// The result. It changes with every step of a slider, so it is read when somebody goes there and never by itself.
pub(super) fn outcome(trial: Trial) -> AnyView {
    let given = trial.editor.ground.with_value(|ground| ground.facts.name.given.clone());
    let spans = Memo::new(move |_| trial.told.with(|told| spans(told)));
    view! {
        <Stack>
            <Row gap=Gap::Small>
                <h3>{format!("What {given} would read")}</h3>
                <Tag tone=Tone::Yellow text="From the draft, not signed"/>
            </Row>
            <ol role="list" class="m-0 p-0 list-none" aria-label="The day in parts">
                {move || spans.get().into_iter().map(part).collect_view()}
            </ol>
        </Stack>
    }
    .into_any()
}

fn step(told: &Told) -> ZoneStep {
    let mark = match told.moment {
        Moment::Night => Some("night".into()),
        Moment::Hour(8 | 12 | 16 | 20) => Some(told.moment.words()),
        Moment::Hour(_) => None,
    };
    ZoneStep { zone: tone(told.advice.zone), mark }
}

fn part(span: Span) -> AnyView {
    let zone = match span.advice.zone {
        Zone::Green => "green zone",
        Zone::Amber => "amber zone",
        Zone::Red => "red zone",
    };
    let heading = format!("{}: {zone}", span.words());
    let Span { advice, because, .. } = span;
    let lead = format!("{}. {}.", you_are_in(advice.zone), do_now(advice.urgency));
    let emergency = advice.urgency == Urgency::Emergency;
    let one = because.len() == 1;
    let because = because
        .into_iter()
        .map(|(moment, text)| if one { text } else { format!("{}: {text}", say(moment)) })
        .map(|text| view! { <p class="type-small">{text}</p> })
        .collect_view();
    view! {
        <li class="p-0 mb-2 max-w-none">
            <ZoneCard zone=tone(advice.zone) heading=heading compact=true heading_level_3=true>
                <p><strong>{lead}</strong></p>
                {emergency.then(|| view! { <p><Tag tone=Tone::Red text="Button on the phone: Call 999"/></p> })}
                <Actions actions=advice.actions/>
                {because}
            </ZoneCard>
        </li>
    }
    .into_any()
}

fn say(moment: Moment) -> String {
    match moment {
        Moment::Night => "In the night".into(),
        Moment::Hour(_) => format!("At {}", moment.words()),
    }
}
