//! What changed since the last signed plan, field by field, the most dangerous first: was and now. Whoever signs ticks
//! each group as viewed.

use domain::plan::PlanForm;
use domain::plan::changes::{Change, Danger, since_last};
use domain::plan::views::DraftView;
use leptos::prelude::*;

use super::api::VIEWED;
use crate::forms::Returned;
use crate::staff::say;
use crate::ui::{Cell, Checkbox, Column, SectionHeading, TableFrame, TableRow};

/// What differs between two forms, in words; `named` gives the name of an inhaler by its key.
pub(in crate::staff) fn in_words(was: &PlanForm, now: &PlanForm, named: &dyn Fn(&str) -> String) -> Vec<Change> {
    domain::plan::changes::changes(was, now)
        .into_iter()
        .map(|change| said(change, named))
        // 1/11/2026 and 01/11/2026 are one day.
        .filter(|change| change.was != change.now)
        .collect()
}

fn said(change: Change, named: &dyn Fn(&str) -> String) -> Change {
    Change {
        was: say::value(named, change.field, &change.was),
        now: say::value(named, change.field, &change.now),
        ..change
    }
}

/// The tables of changes; `None` when this is the first plan. With the state of a form each group has its tick.
pub(in crate::staff) fn table(draft: &DraftView, form: Option<Signal<Returned>>) -> Option<AnyView> {
    let then = draft.last_template.as_ref().unwrap_or(&draft.template);
    let named = |id: &str| draft.facts.product_name(id);
    let changes: Vec<Change> = since_last(&draft.form, &draft.template, then, &draft.facts)?
        .into_iter()
        .map(|change| said(change, &named))
        .collect();
    let since = draft.last_number.map_or_else(|| "the last plan".to_owned(), |number| format!("version {number}"));
    let heading = format!("What changed since {since}");
    let template = draft.facts.last_signed.as_ref().filter(|last| last.template.id != draft.template.id).map(|last| {
        view! { <p>{format!("The template was “{}”, now “{}”.", last.template.name, draft.template.name)}</p> }
    });
    let content = if changes.is_empty() {
        view! { <p>"Nothing but what the template itself changed."</p> }.into_any()
    } else {
        Danger::ALL.into_iter().filter_map(|danger| group(danger, &changes, form)).collect_view().into_any()
    };
    Some(view! { <section><SectionHeading text=heading/> {template} {content}</section> }.into_any())
}

/// Changes of one kind, under its name.
fn group(danger: Danger, changes: &[Change], form: Option<Signal<Returned>>) -> Option<AnyView> {
    let rows: Vec<AnyView> = changes.iter().filter(|change| change.danger == danger).map(row).collect();
    let columns = ["Field", "Was", "Now"]
        .map(|text| Column { text: text.into(), numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    let tick = form.filter(|_| !rows.is_empty()).map(|state| tick(danger, state));
    (!rows.is_empty()).then(|| {
        view! {
            <div class="mb-4">
                <TableFrame caption=danger.title() columns=columns>{rows.collect_view()}</TableFrame>
                <div class="mt-2">{tick}</div>
            </div>
        }
        .into_any()
    })
}

fn tick(danger: Danger, state: Signal<Returned>) -> AnyView {
    let name = StoredValue::new(format!("{VIEWED}{}", danger.as_str()));
    let checked = Signal::derive(move || name.with_value(|name| state.read().values.contains_key(name)));
    let error = Signal::derive(move || {
        name.with_value(|name| state.read().problems.iter().find(|p| p.field == *name).map(|p| p.message.clone()))
    });
    let label = format!("Viewed: {}", danger.title());
    view! { <Checkbox name=name.get_value() label=label value="yes" checked=checked error=error/> }.into_any()
}

fn row(change: &Change) -> AnyView {
    let way = (!change.way.is_empty()).then(|| view! { <span class="block text-muted">{change.way.clone()}</span> });
    let label = change.field.label();
    let (was, now) = (change.was.clone(), change.now.clone());
    view! {
        <TableRow>
            <Cell label="Field" header=true>{label}</Cell>
            <Cell label="Was"><del><span class="visually-hidden">"was "</span>{was}</del></Cell>
            <Cell label="Now"><ins><span class="visually-hidden">"now "</span>{now}</ins> {way}</Cell>
        </TableRow>
    }
    .into_any()
}
