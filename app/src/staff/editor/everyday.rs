//! Every day: the inhalers, their puffs, and how much inhaled steroid that makes.

use domain::plan::{Field, Regimen};
use leptos::prelude::*;

use super::controls::{puff_choices, select, yes_or_no};
use super::medicine::{chosen, daily_total, product_choices};
use super::state::Editor;

pub(super) fn every_day(editor: Editor) -> AnyView {
    let (regimen, age) = editor.ground.with_value(|ground| (ground.template.regimen, ground.facts.age()));
    let most = regimen.protocol().max_puffs();
    let preventer = regimen.has_preventer().then(|| preventer(editor, regimen, age));
    let reliever = regimen.has_separate_reliever().then(|| {
        view! {
            {select(editor, Field::Reliever, product_choices(regimen, Field::Reliever, age))}
            {chosen(editor, Field::Reliever)}
        }
        .into_any()
    });
    view! {
        {preventer}
        {reliever}
        {select(editor, Field::RelieverPuffs, puff_choices(1, most))}
        {yes_or_no(editor, Field::Spacer, "Used with every puff of a pressurised inhaler.")}
        {yes_or_no(editor, Field::BeforeExercise, "Only where it helps.")}
    }
    .into_any()
}

fn preventer(editor: Editor, regimen: Regimen, age: u16) -> AnyView {
    let last = editor.ground.with_value(|ground| {
        ground
            .facts
            .last_signed
            .as_ref()?
            .preventer
            .as_ref()?
            .daily_steroid_micrograms()
            .map(|micrograms| format!("last plan: {micrograms}"))
    });
    let total = Memo::new(move |_| editor.form.with(daily_total));
    view! {
        {select(editor, Field::Preventer, product_choices(regimen, Field::Preventer, age))}
        {chosen(editor, Field::Preventer)}
        <div class="flex flex-wrap gap-x-6 items-start">
            {select(editor, Field::PreventerMorning, puff_choices(0, 8))}
            {select(editor, Field::PreventerNight, puff_choices(0, 8))}
            <div class="mb-4">
                <strong class="block">"Daily total"</strong>
                <span>{move || total.get().unwrap_or_else(|| "not known yet".into())}</span>
                <span class="text-muted">{last.map(|last| format!(" · {last}"))}</span>
            </div>
        </div>
    }
    .into_any()
}
