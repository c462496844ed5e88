//! The fields of a plan's form, made from what the template asks for.

use domain::condition::views::ConditionFormView;
use domain::condition::{ConditionField, FieldKind};
use domain::plan::Severity;
use leptos::prelude::*;

use crate::ui::{Choice, InputWidth, Keyboard, Radios, TextInput, Textarea};

/// Every field, with what stops signing beside it once the form was checked.
pub(super) fn fields(view: &ConditionFormView, checked: bool) -> AnyView {
    view.template
        .fields
        .iter()
        .map(|field| {
            let problem = view.problems.iter().find(|p| p.field == field.key && p.severity == Severity::Stop);
            let error = problem.filter(|_| checked).map(|problem| format!("{} ({})", problem.message, problem.rule));
            one(field, view.form.0.get(&field.key).cloned().unwrap_or_default(), error)
        })
        .collect_view()
        .into_any()
}

fn one(field: &ConditionField, value: String, error: Option<String>) -> AnyView {
    let ConditionField { key, label, hint, kind, needed, .. } = field.clone();
    let (value, error) = (Signal::derive(move || value.clone()), Signal::derive(move || error.clone()));
    // A hint that says nothing would still be read out.
    let label = if hint.is_empty() || !matches!(kind, FieldKind::Telephone | FieldKind::YesNo) {
        label
    } else {
        format!("{label}. {hint}")
    };
    match kind {
        FieldKind::LongText if hint.is_empty() => {
            view! { <Textarea name=key label=label value=value error=error/> }.into_any()
        }
        FieldKind::LongText => view! { <Textarea name=key label=label hint=hint value=value error=error/> }.into_any(),
        FieldKind::Choice(options) => {
            let choices = options.iter().map(|option| Choice::new(option.clone(), option.clone())).collect();
            radios(key, label, hint, choices, value, error)
        }
        FieldKind::YesNo => {
            let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
            radios(key, label, String::new(), choices, value, error)
        }
        FieldKind::Number { unit, .. } => view! {
            <TextInput
                name=key
                label=label
                hint=hint
                value=value
                error=error
                unit=unit
                width=InputWidth::Three
                keyboard=Keyboard::Number
                optional=!needed
            />
        }
        .into_any(),
        FieldKind::Telephone => view! {
            <TextInput
                name=key
                label=label
                value=value
                error=error
                width=InputWidth::Twenty
                keyboard=Keyboard::Tel
                optional=!needed
            />
        }
        .into_any(),
        FieldKind::Text | FieldKind::Date => {
            let width = if kind == FieldKind::Date { InputWidth::Ten } else { InputWidth::Full };
            if hint.is_empty() {
                view! { <TextInput name=key label=label value=value error=error width=width optional=!needed/> }
                    .into_any()
            } else {
                view! {
                    <TextInput name=key label=label hint=hint value=value error=error width=width optional=!needed/>
                }
                .into_any()
            }
        }
    }
}

fn radios(
    name: String,
    legend: String,
    hint: String,
    choices: Vec<Choice>,
    value: Signal<String>,
    error: Signal<Option<String>>,
) -> AnyView {
    if hint.is_empty() {
        view! { <Radios name=name legend=legend choices=choices value=value error=error inline=true/> }.into_any()
    } else {
        view! { <Radios name=name legend=legend hint=hint choices=choices value=value error=error inline=true/> }
            .into_any()
    }
}
