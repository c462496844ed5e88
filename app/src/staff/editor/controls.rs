//! The controls of the form, each bound to one field of the plan, with what the rules say of it underneath.

use domain::plan::{Field, Problem, Severity};
use leptos::prelude::*;

use super::review::remarks;
use super::state::Editor;
use super::visit::suggestions;
use crate::ui::{Choice, InputWidth, Keyboard, Radios, Select, TextInput, Textarea};

/// How a text field looks.
#[derive(Default)]
pub(super) struct Look {
    pub(super) hint: Option<String>,
    pub(super) unit: Option<&'static str>,
    pub(super) width: InputWidth,
    pub(super) keyboard: Keyboard,
    pub(super) optional: bool,
}

pub(super) fn text(editor: Editor, field: Field, look: Look) -> AnyView {
    let Look { hint, unit, width, keyboard, optional } = look;
    // `Option` props take values only, so each of the four shapes is spelt out.
    let (value, error, typing) = (editor.value(field), editor.error(field), editor.typing(field));
    let (name, label) = (field.name(), field.label());
    let input = match (hint, unit) {
        (Some(hint), Some(unit)) => view! {
            <TextInput name=name label=label hint=hint unit=unit value=value error=error on_input=typing width=width keyboard=keyboard optional=optional autocomplete="off" small=true/>
        }
        .into_any(),
        (Some(hint), None) => view! {
            <TextInput name=name label=label hint=hint value=value error=error on_input=typing width=width keyboard=keyboard optional=optional autocomplete="off" small=true/>
        }
        .into_any(),
        (None, Some(unit)) => view! {
            <TextInput name=name label=label unit=unit value=value error=error on_input=typing width=width keyboard=keyboard optional=optional autocomplete="off" small=true/>
        }
        .into_any(),
        (None, None) => view! {
            <TextInput name=name label=label value=value error=error on_input=typing width=width keyboard=keyboard optional=optional autocomplete="off" small=true/>
        }
        .into_any(),
    };
    view! { <div>{input} {notes(editor, field)}</div> }.into_any()
}

pub(super) fn long_text(editor: Editor, field: Field, hint: &'static str) -> AnyView {
    view! {
        <div>
            <Textarea
                name=field.name()
                label=field.label()
                hint=hint
                value=editor.value(field)
                error=editor.error(field)
                on_input=editor.typing(field)
            />
            {notes(editor, field)}
        </div>
    }
    .into_any()
}

pub(super) fn yes_or_no(editor: Editor, field: Field, hint: &'static str) -> AnyView {
    radios(editor, field, hint, vec![Choice::new("yes", "Yes"), Choice::new("no", "No")])
}

pub(super) fn radios(editor: Editor, field: Field, hint: &'static str, choices: Vec<Choice>) -> AnyView {
    view! {
        <div>
            <Radios
                name=field.name()
                legend=field.label()
                hint=hint
                choices=choices
                value=editor.value(field)
                error=editor.error(field)
                on_input=editor.choosing(field)
                small=true
                inline=true
            />
            {notes(editor, field)}
        </div>
    }
    .into_any()
}

pub(super) fn select(editor: Editor, field: Field, choices: Vec<Choice>) -> AnyView {
    let choices = with_typed(choices, editor.value(field).get_untracked());
    view! {
        <div>
            <Select
                name=field.name()
                label=field.label()
                choices=choices
                value=editor.value(field)
                error=editor.error(field)
                on_input=editor.choosing(field)
                small=true
            />
            {notes(editor, field)}
        </div>
    }
    .into_any()
}

/// Numbers of puffs from `from` to `to`.
pub(super) fn puff_choices(from: u8, to: u8) -> Vec<Choice> {
    let blank = Choice::new("", "Choose");
    std::iter::once(blank)
        .chain((from..=to).map(|count| Choice::new(count.to_string(), crate::staff::say::puffs(&count.to_string()))))
        .collect()
}

/// What the draft already holds stays choosable, or opening the editor would change it unseen.
pub(super) fn with_typed(mut choices: Vec<Choice>, typed: String) -> Vec<Choice> {
    if !choices.iter().any(|choice| choice.value == typed) {
        let label = format!("{typed} (not on the list)");
        choices.push(Choice::new(typed, label));
    }
    choices
}

/// What the rules say beside what stops: to confirm, to consider, to know.
pub(super) fn notes(editor: Editor, field: Field) -> AnyView {
    let (notes, said) = (editor.notes(field), remarks(editor, field));
    let notes = move || notes.get().into_iter().map(note).collect_view();
    view! { {said} {notes} {suggestions(editor, field)} }.into_any()
}

/// One remark of the rules.
pub(super) fn note(problem: Problem) -> AnyView {
    let note_class = match problem.severity {
        Severity::Confirm => {
            "mb-4 border-s-4 border-zone-amber-edge bg-zone-amber text-zone-amber-ink px-4 py-2 light-ground"
        }
        _ => "mb-4 border-s-4 border-mark bg-tint px-4 py-2",
    };
    let lead = match problem.severity {
        Severity::Confirm => "Confirm: ",
        Severity::Advise => "Advice: ",
        _ => "",
    };
    let after = if problem.severity == Severity::Confirm { ". You give a reason when you sign." } else { "." };
    let message = problem.message.trim_end_matches('.').to_owned();
    view! {
        <div class=note_class>
            <strong>{lead}</strong>
            <span>{format!("{message}{after}")}</span>
        </div>
    }
    .into_any()
}
