use domain::dose::MedicineRow;
use domain::time::{london_day, say_date};
use leptos::prelude::*;

use crate::drawings::inhaler;
use crate::plan_words::Sentence;
use crate::routes;
use crate::ui::{Card, DrawingMark, TextLink};
use crate::words::{say, t};

/// A medicine of the plan: what it looks like, what it is for, how much and when.
pub(super) fn medicine(row: MedicineRow) -> AnyView {
    let MedicineRow { line, what_for, doses, spacer, guide, practised } = row;
    let drawing = inhaler(&line.colour, line.device);
    let colour = if line.colour.is_empty() { None } else { Some(say("medicines-colour", &[("colour", &line.colour)])) };
    let doses = doses.into_iter().map(|dose| view! { <li><Sentence text=dose/></li> }).collect_view();
    let practised = practised.map(|at| say("medicines-practised", &[("date", &say_date(london_day(at)))]));
    let how = say("medicines-how", &[("guide", guide.title())]);
    view! {
        <Card>
            <div class="flex items-center gap-4 mb-4">
                <DrawingMark drawing=drawing size=64/>
                <div class="grid gap-0">
                    <h3 class="card-heading" translate="no">{line.name.clone()}</h3>
                    {colour.map(|colour| view! { <span class="text-muted">{colour}</span> })}
                </div>
            </div>
            <p>{what_for}</p>
            <ul class="bullets">
                {doses}
                {spacer.then(|| view! { <li>{t("medicines-spacer")}</li> })}
            </ul>
            <p>
                <TextLink href=routes::technique(guide)>{how}</TextLink>
                {practised.map(|text| view! { <span class="text-muted">" "{text}</span> })}
            </p>
        </Card>
    }
    .into_any()
}
