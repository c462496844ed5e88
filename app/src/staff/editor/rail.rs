//! The sections beside the form, each with a tick or the number of things to put right.

use domain::plan::Severity;
use domain::plan::field::Section;
use leptos::prelude::*;

use super::state::Editor;
use crate::staff::say::counted;

/// The list beside the form.
pub(super) fn rail(editor: Editor) -> AnyView {
    let items = Section::ALL.map(|section| item(editor, section)).into_iter().collect_view();
    view! {
        <nav aria-label="Sections of the plan" class="print:hidden">
            <ul role="list" class="border border-line bg-card">{items}</ul>
        </nav>
    }
    .into_any()
}

fn item(editor: Editor, section: Section) -> AnyView {
    let open = Memo::new(move |_| {
        editor
            .problems
            .with(|all| all.iter().filter(|p| p.field.section() == section && p.severity >= Severity::Confirm).count())
    });
    let state = move || match open.get() {
        0 => "✓".to_owned(),
        count => count.to_string(),
    };
    let spoken = move || match open.get() {
        0 => ", complete".to_owned(),
        count => format!(", {} to settle", counted(count, "thing", "things")),
    };
    let state_class = move || if open.get() == 0 { "text-success" } else { "font-bold" };
    view! {
        <li class="p-0 max-w-none border-b border-line">
            <a href=format!("#{}", section.anchor()) class="flex justify-between gap-2 px-4 py-2">
                <span>{section.title()}<span class="visually-hidden">{spoken}</span></span>
                <span class=state_class aria-hidden="true">{state}</span>
            </a>
        </li>
    }
    .into_any()
}
