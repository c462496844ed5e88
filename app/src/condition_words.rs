//! A plan for another condition as it is read: by the patient, before signing, and by whoever approves its template.

use domain::condition::{SectionKind, WordSection};
use leptos::prelude::*;

use crate::plan_words::Sentence;
use crate::ui::{BigCall, Card, CareCard, CareLevel, Tone};

/// Every section in its order. `call` adds the button that rings 999.
#[component]
pub(crate) fn ConditionWords(sections: Vec<WordSection>, #[prop(optional)] call: bool) -> impl IntoView {
    sections.into_iter().map(|section| part(section, call)).collect_view()
}

fn part(section: WordSection, call: bool) -> AnyView {
    let WordSection { title, kind, when, steps } = section;
    let signs = (!when.is_empty()).then(|| {
        view! {
            <p><strong>"Any one of these:"</strong></p>
            <ul class="bullets">{sentences(when)}</ul>
        }
    });
    let body = if matches!(kind, SectionKind::Emergency | SectionKind::Warning) {
        view! {
            <p><strong>"What to do"</strong></p>
            <ol class="numbers">{sentences(steps)}</ol>
        }
        .into_any()
    } else {
        view! { <ul class="bullets">{sentences(steps)}</ul> }.into_any()
    };
    match kind {
        SectionKind::Emergency => view! {
            <CareCard level=CareLevel::Emergency heading=title>
                {call.then(|| view! { <p class="print:hidden"><BigCall number="999" text="Call 999"/></p> })}
                {signs}
                {body}
            </CareCard>
        }
        .into_any(),
        SectionKind::Warning => view! { <Card heading=title edge=Tone::Orange>{signs} {body}</Card> }.into_any(),
        _ => view! { <Card heading=title edge=Tone::Grey>{signs} {body}</Card> }.into_any(),
    }
}

fn sentences(texts: Vec<String>) -> AnyView {
    texts.into_iter().map(|text| view! { <li><Sentence text=text/></li> }).collect_view().into_any()
}
