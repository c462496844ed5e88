//! What changed since the last signed plan, field by field, the most dangerous first: was and now.

use domain::plan::changes::{Change, Danger};
use domain::plan::views::DraftView;
use domain::plan::{Field, PlanForm};
use leptos::prelude::*;

use crate::staff::say;
use crate::ui::{Cell, Column, SectionHeading, TableFrame, TableRow};

/// Changes since the last signed plan; `None` when this is the first one.
pub(super) fn changes(draft: &DraftView) -> Option<Vec<Change>> {
    let last = draft.facts.last_signed.as_ref()?;
    // Read through the template it was written from, so that its own percentages count as unchanged.
    let template = draft.last_template.as_ref().unwrap_or(&draft.template);
    let mut was = PlanForm::from_signed(last, template, &draft.facts);
    let review = last.review_due.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default();
    was.set(Field::ReviewDue, &review);
    let regimen = draft.template.regimen;
    let counts = |field: Field| match field {
        Field::Preventer | Field::PreventerMorning | Field::PreventerNight => {
            regimen.has_preventer() || last.preventer.is_some()
        }
        Field::BestMeasuredOn | Field::Meter => draft.form.is_yes(Field::UsesPeakFlow) || last.peak_flow.is_some(),
        _ => true,
    };
    Some(
        in_words(&was, &draft.form, &|id| draft.facts.product_name(id))
            .into_iter()
            .filter(|change| counts(change.field))
            .collect(),
    )
}

/// What differs between two forms, in words; `named` gives the name of an inhaler by its key.
pub(in crate::staff) fn in_words(was: &PlanForm, now: &PlanForm, named: &dyn Fn(&str) -> String) -> Vec<Change> {
    domain::plan::changes::changes(was, now)
        .into_iter()
        .map(|change| Change {
            was: say::value(named, change.field, &change.was),
            now: say::value(named, change.field, &change.now),
            ..change
        })
        // 1/11/2026 and 01/11/2026 are one day.
        .filter(|change| change.was != change.now)
        .collect()
}

/// The table of changes.
pub(in crate::staff) fn table(draft: &DraftView) -> Option<AnyView> {
    let changes = changes(draft)?;
    let since = draft.last_number.map_or_else(|| "the last plan".to_owned(), |number| format!("version {number}"));
    let heading = format!("What changed since {since}");
    let template = draft.facts.last_signed.as_ref().filter(|last| last.template.id != draft.template.id).map(|last| {
        view! { <p>{format!("The template was “{}”, now “{}”.", last.template.name, draft.template.name)}</p> }
    });
    let content = if changes.is_empty() {
        view! { <p>"Nothing but what the template itself changed."</p> }.into_any()
    } else {
        Danger::ALL.into_iter().filter_map(|danger| group(danger, &changes)).collect_view().into_any()
    };
    Some(view! { <section><SectionHeading text=heading/> {template} {content}</section> }.into_any())
}

/// Changes of one kind, under its name.
fn group(danger: Danger, changes: &[Change]) -> Option<AnyView> {
    let rows: Vec<AnyView> = changes.iter().filter(|change| change.danger == danger).cloned().map(row).collect();
    let columns = ["Field", "Was", "Now"]
        .map(|text| Column { text: text.into(), numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <div class="mb-4"><TableFrame caption=danger.title() columns=columns>{rows.collect_view()}</TableFrame></div> }
            .into_any()
    })
}

fn row(change: Change) -> AnyView {
    let way = (!change.way.is_empty()).then(|| view! { <span class="block text-muted">{change.way.clone()}</span> });
    view! {
        <TableRow>
            <Cell label="Field" header=true>{change.field.label()}</Cell>
            <Cell label="Was"><del><span class="visually-hidden">"was "</span>{change.was}</del></Cell>
            <Cell label="Now"><ins><span class="visually-hidden">"now "</span>{change.now}</ins> {way}</Cell>
        </TableRow>
    }
    .into_any()
}
