//! What the rules say of the draft: what stops it leads back to its field, what must be confirmed takes a reason.

use domain::plan::reason::WhyRight;
use domain::plan::{Problem, Severity};
use leptos::prelude::*;

use super::api::{REASON, WHY};
use crate::forms::Returned;
use crate::ui::{CareCard, CareLevel, Choice, Select, TextInput};

/// What stops the plan. There is no button to sign beside it.
pub(super) fn stops(problems: &[Problem], editor: &str) -> Option<AnyView> {
    let stops: Vec<&Problem> = problems.iter().filter(|problem| problem.severity == Severity::Stop).collect();
    if stops.is_empty() {
        return None;
    }
    let lines = stops
        .into_iter()
        .map(|problem| {
            let address = format!("{editor}#{}", problem.field.name());
            view! { <li><a href=address>{problem.message.clone()}</a></li> }
        })
        .collect_view();
    Some(
        view! {
            <CareCard level=CareLevel::Urgent heading="This plan cannot be signed yet">
                <p>"Put these right first:"</p>
                <ul class="bullets">{lines}</ul>
            </CareCard>
        }
        .into_any(),
    )
}

/// What is signable with a reason; the reason is kept with the plan.
pub(super) fn reasons(problems: &[Problem], state: Signal<Returned>) -> Option<AnyView> {
    let confirms: Vec<&Problem> = problems.iter().filter(|problem| problem.severity == Severity::Confirm).collect();
    if confirms.is_empty() {
        return None;
    }
    // One rule can speak at two fields: its reason is asked once.
    let mut asked: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    for problem in &confirms {
        if asked.contains(&problem.rule.as_str()) {
            continue;
        }
        asked.push(&problem.rule);
        let messages = confirms
            .iter()
            .filter(|other| other.rule == problem.rule)
            .map(|other| format!("{}: {}.", other.field.label(), other.message.trim_end_matches('.')))
            .collect::<Vec<_>>();
        parts.push(reason(&problem.rule, &messages, state));
    }
    Some(parts.into_iter().collect_view().into_any())
}

fn reason(rule: &str, messages: &[String], state: Signal<Returned>) -> AnyView {
    let (name, why) = (format!("{REASON}{rule}"), format!("{WHY}{rule}"));
    let key = StoredValue::new(name.clone());
    let typed = move |key: StoredValue<String>| {
        Signal::derive(move || key.with_value(|key| state.read().values.get(key).cloned().unwrap_or_default()))
    };
    let (value, chosen) = (typed(key), typed(StoredValue::new(why.clone())));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Choose a reason"))
        .chain(WhyRight::ALL.map(|why| Choice::new(why.as_str(), why.title())))
        .collect();
    let error = Signal::derive(move || {
        key.with_value(|key| {
            state.read().problems.iter().find(|p| p.field == *key).map(|_| "Say why this is right".to_owned())
        })
    });
    let messages = messages
        .iter()
        .map(|message| view! { <p class="mb-1"><strong>"Confirm: "</strong><span>{message.clone()}</span></p> })
        .collect_view();
    view! {
        <div class="mb-4 border-s-4 border-zone-amber-edge bg-card px-4 py-3">
            {messages}
            <Select name=why label="Reason" choices=choices value=chosen/>
            <TextInput name=name label="Why is this right?" hint="In your words, where the reason above does not say it all. Kept with the plan" value=value error=error autocomplete="off"/>
        </div>
    }
    .into_any()
}

/// Advice: shown, nothing is asked.
pub(super) fn advice(problems: &[Problem]) -> Option<AnyView> {
    let lines: Vec<AnyView> = problems
        .iter()
        .filter(|problem| problem.severity < Severity::Confirm)
        .map(|problem| {
            view! { <li>{format!("{}: {}.", problem.field.label(), problem.message.trim_end_matches('.'))}</li> }
                .into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="mb-4 border-s-4 border-mark bg-tint px-4 py-2">
                <p><strong>"Advice"</strong></p>
                <ul class="bullets">{lines}</ul>
            </div>
        }
        .into_any()
    })
}
