//! Every day: the inhalers, their puffs, and how much inhaled steroid that makes.

use domain::plan::formulary::UsualDose;
use domain::plan::{Field, Regimen};
use leptos::prelude::*;

use super::controls::{puff_choices, select, yes_or_no};
use super::medicine::{daily_total, medicine};
use super::state::Editor;
use crate::staff::shared::awake;
use crate::ui::{Choice, Radios};

pub(super) fn every_day(editor: Editor) -> AnyView {
    let regimen = editor.ground.with_value(|ground| ground.template.regimen);
    let most = regimen.protocol().max_puffs();
    let preventer = regimen.has_preventer().then(|| preventer(editor, regimen));
    let reliever = regimen.has_separate_reliever().then(|| medicine(editor, Field::Reliever, regimen));
    view! {
        {preventer}
        {reliever}
        {select(editor, Field::RelieverPuffs, puff_choices(1, most))}
        {yes_or_no(editor, Field::Spacer, "Used with every puff of a pressurised inhaler.")}
        {yes_or_no(editor, Field::BeforeExercise, "Only where it helps.")}
    }
    .into_any()
}

fn preventer(editor: Editor, regimen: Regimen) -> AnyView {
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
    let total = Memo::new(move |_| {
        editor.form.with(|form| editor.ground.with_value(|ground| daily_total(&ground.facts.formulary, form)))
    });
    view! {
        {medicine(editor, Field::Preventer, regimen)}
        {usual_doses(editor)}
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

/// The product's usual doses: one choice fills both fields. Needs WASM; the two fields do without it.
fn usual_doses(editor: Editor) -> AnyView {
    let (product, awake) = (editor.value(Field::Preventer), awake());
    let doses = Memo::new(move |_| {
        let usual = |id: &str| {
            editor.ground.with_value(|ground| ground.facts.formulary.product(id).map(|product| product.usual.clone()))
        };
        if awake.get() { product.with(|id| usual(id.trim())).unwrap_or_default() } else { Vec::new() }
    });
    let choose = Callback::new(move |word: String| {
        if let Some((morning, night)) = word.split_once('+') {
            editor.choosing(Field::PreventerMorning).run(morning.to_owned());
            editor.choosing(Field::PreventerNight).run(night.to_owned());
        }
    });
    let (morning, night) = (editor.value(Field::PreventerMorning), editor.value(Field::PreventerNight));
    let chosen = Signal::derive(move || format!("{}+{}", morning.get().trim(), night.get().trim()));
    (move || {
        let doses = doses.get();
        (!doses.is_empty()).then(|| {
            let choices = doses.iter().map(|dose| Choice::new(format!("{}+{}", dose.morning, dose.night), said(dose)));
            view! {
                <Radios
                    name="usual_dose"
                    legend="Usual doses"
                    hint="Or choose the puffs below."
                    choices=choices.collect()
                    value=chosen
                    on_input=choose
                    small=true
                    inline=true
                />
            }
        })
    })
    .into_any()
}

fn said(dose: &UsualDose) -> String {
    let puffs = |count: u8| crate::staff::say::puffs(&count.to_string());
    match (dose.morning, dose.night) {
        (morning, night) if morning == night => format!("{} morning and night", puffs(morning)),
        (morning, 0) => format!("{} every morning", puffs(morning)),
        (0, night) => format!("{} every night", puffs(night)),
        (morning, night) => format!("{} morning, {} night", puffs(morning), puffs(night)),
    }
}
