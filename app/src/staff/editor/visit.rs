//! What the patient answered before the visit: the result of the control rule above the form, and each answer beside the
//! field it belongs to, to be used with one click or left.

use domain::plan::{Field, PlanForm};
use domain::visit::Suggestion;
use leptos::prelude::*;

use super::state::Editor;
use crate::ui::{Button, ButtonKind, ButtonType, Row, Tag, Tone};

/// Who answered, when, and what the control rule says.
pub(super) fn visit_panel(editor: Editor) -> Option<AnyView> {
    let lines = editor.visit.with_value(|visit| visit.as_ref().map(|visit| visit.lines.clone()))?;
    let lines = lines.into_iter().map(|line| view! { <p class="mb-1">{line}</p> }).collect_view();
    Some(
        view! {
            <section class="mb-4 border-s-4 border-mark bg-tint px-4 py-2" aria-label="Before the visit">
                <p class="mb-1"><strong>"Before the visit"</strong></p>
                {lines}
            </section>
        }
        .into_any(),
    )
}

/// The answers that belong beside a field.
pub(super) fn suggestions(editor: Editor, field: Field) -> AnyView {
    let fitting = editor.visit.with_value(|visit| {
        let all = visit.as_ref().map(|visit| visit.suggestions.as_slice()).unwrap_or_default();
        all.iter().filter(|suggestion| suggestion.field == field).cloned().collect::<Vec<_>>()
    });
    fitting.into_iter().map(|suggestion| chip(editor, suggestion)).collect_view().into_any()
}

fn chip(editor: Editor, suggestion: Suggestion) -> AnyView {
    let text = suggestion.text.clone();
    let usable = suggestion.fills != PlanForm::default();
    let awake = editor.awake;
    let kept = StoredValue::new(suggestion.clone());
    let used = Memo::new(move |_| {
        let holds = |suggestion: &Suggestion| {
            editor.form.with(|form| suggestion.used(form).iter().all(|(field, text)| form.get(*field) == text.trim()))
        };
        kept.with_value(holds)
    });
    let use_it = Callback::new(move |()| {
        let used = editor.form.with_untracked(|form| suggestion.used(form));
        editor.form.update(|form| used.iter().for_each(|(field, text)| form.set(*field, text)));
        used.iter().for_each(|(field, _)| editor.touch(*field));
    });
    view! {
        <div class="mb-4 border-s-4 border-mark bg-tint px-4 py-2">
            <Row>
                <span>{text.clone()}</span>
                {usable.then(|| view! {
                    <span hidden=move || !used.get()><Tag tone=Tone::Green text="In the plan"/></span>
                    <span hidden=move || !awake.get() || used.get()>
                        <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=use_it>
                            "Use" <span class="visually-hidden">{format!(": {text}")}</span>
                        </Button>
                    </span>
                })}
            </Row>
        </div>
    }
    .into_any()
}
