//! The form in its sections, in the order of the plan.

use domain::plan::field::Section;
use domain::plan::reading_age::{READABLE_AT, reading_age};
use domain::plan::{Field, Severity};
use domain::time::{add_months, say_date};
use leptos::prelude::*;

use super::controls::{Look, long_text, puff_choices, select, text, yes_or_no};
use super::everyday::every_day;
use super::peak_flow::peak_flow;
use super::presence::place_in;
use super::state::Editor;
use crate::ui::{InputWidth, Keyboard, SectionHeading, WarningCallout};

/// The whole form.
pub(super) fn sections(editor: Editor) -> AnyView {
    let parts = Section::ALL
        .map(|section| {
            let content = match section {
                Section::PeakFlow => peak_flow(editor),
                Section::EveryDay => every_day(editor),
                Section::GettingWorse => getting_worse(editor),
                Section::Triggers => triggers(editor),
                Section::Contacts => contacts(editor),
                Section::Review => review(editor),
            };
            view! {
                <section id=section.anchor() tabindex="-1" class="border-t border-line pt-4 mb-6">
                    <SectionHeading text=section.title()/>
                    <p id=place_in(section) class="font-bold text-link"></p>
                    {content}
                </section>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    view! { {wrong_template(editor)} {parts} }.into_any()
}

/// The template does not fit the age: nothing else on the form can put that right.
fn wrong_template(editor: Editor) -> Option<AnyView> {
    let message = editor.problems.with_untracked(|all| {
        all.iter()
            .find(|problem| problem.rule == "AGE-1" && problem.severity == Severity::Stop)
            .map(|problem| problem.message.clone())
    })?;
    let has_field = editor.ground.with_value(|ground| ground.template.regimen.has_preventer());
    // Where the regimen has no everyday inhaler the error summary leads here.
    let id = (!has_field).then(|| Field::Preventer.name());
    Some(
        view! {
            <div id=id tabindex="-1">
                <WarningCallout heading="This template does not fit the person’s age">
                    <p>{message}</p>
                </WarningCallout>
            </div>
        }
        .into_any(),
    )
}

fn getting_worse(editor: Editor) -> AnyView {
    let most = editor.ground.with_value(|ground| ground.template.regimen.protocol().max_puffs());
    let steroids = editor.is_yes(Field::RescueSteroids);
    let number =
        |unit| Look { unit: Some(unit), width: InputWidth::Three, keyboard: Keyboard::Number, ..Look::default() };
    view! {
        {select(editor, Field::AmberPuffs, puff_choices(1, most))}
        {yes_or_no(editor, Field::RescueSteroids, "A rescue pack of prednisolone at home. Type dose and days yourself: nothing is filled in.")}
        <div hidden=move || !steroids.get()>
            {text(editor, Field::RescueSteroidMg, number("mg once a day"))}
            {text(editor, Field::RescueSteroidDays, number("days"))}
        </div>
    }
    .into_any()
}

fn triggers(editor: Editor) -> AnyView {
    let look = Look {
        hint: Some("Separate them with commas, such as: pollen, cats, cold air".into()),
        optional: true,
        ..Look::default()
    };
    view! {
        {text(editor, Field::Triggers, look)}
        {long_text(editor, Field::Note, "Short and plain: a nine-year-old should be able to read it.")}
        {reading_age_of_note(editor)}
    }
    .into_any()
}

/// How the note reads, once it is long enough to tell; the rules speak of one that is hard to read. Not announced: it
/// changes with every word.
fn reading_age_of_note(editor: Editor) -> AnyView {
    let age = Memo::new(move |_| {
        editor.form.with(|form| reading_age(form.get(Field::Note)).filter(|age| *age <= READABLE_AT))
    });
    let line = |age: u8| {
        let text = format!("Reads like a text for {age} years and over: plain enough.");
        view! { <p class="text-muted type-small">{text}</p> }
    };
    (move || age.get().map(line)).into_any()
}

fn contacts(editor: Editor) -> AnyView {
    let phone = |optional| Look { width: InputWidth::Twenty, keyboard: Keyboard::Tel, optional, ..Look::default() };
    let name = Look { width: InputWidth::Twenty, optional: true, ..Look::default() };
    view! {
        {text(editor, Field::PracticePhone, phone(false))}
        {text(editor, Field::ContactName, name)}
        {text(editor, Field::ContactPhone, phone(true))}
    }
    .into_any()
}

fn review(editor: Editor) -> AnyView {
    let hint = editor.ground.with_value(|ground| {
        let months = ground.template.review_months;
        format!("Within {months} months: by {}", say_date(add_months(ground.facts.today, months)))
    });
    text(editor, Field::ReviewDue, Look { hint: Some(hint), width: InputWidth::Ten, ..Look::default() })
}
