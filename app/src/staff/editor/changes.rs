//! "What changed since the last version", without leaving the form.

use domain::plan::views::DraftView;
use leptos::prelude::*;

use super::state::Editor;
use crate::staff::sign::changes_table;
use crate::ui::Dialog;

/// The dialog. It stands outside the form.
pub(super) fn changes_panel(editor: Editor) -> AnyView {
    let title = editor.opened.with_value(|draft| match draft.last_number {
        Some(number) => format!("What changed since version {number}"),
        None => "What changed".to_owned(),
    });
    view! { <Dialog title=title open=editor.desk.changes>{changed(editor)}</Dialog> }.into_any()
}

fn changed(editor: Editor) -> AnyView {
    let draft = DraftView { form: editor.form.get_untracked(), ..editor.opened.get_value() };
    changes_table(&draft).unwrap_or_else(|| {
        view! { <p>"This is the first plan of this patient: there is no version to compare it with."</p> }.into_any()
    })
}
