//! "What changed since the last version", without leaving the form.

use domain::plan::views::DraftView;
use leptos::prelude::*;

use super::state::Editor;
use crate::staff::sign::changes_table;
use crate::ui::Dialog;

/// Id of the dialog.
pub(super) const CHANGES: &str = "changes";

/// The dialog. It stands outside the form.
pub(super) fn changes_panel(editor: Editor) -> AnyView {
    let changed = move || editor.changes.get().then(|| changed(editor));
    view! { <Dialog id=CHANGES title="What changed">{changed}</Dialog> }.into_any()
}

fn changed(editor: Editor) -> AnyView {
    let draft = DraftView { form: editor.form.get_untracked(), ..editor.opened.get_value() };
    changes_table(&draft, None).unwrap_or_else(|| {
        view! { <p>"This is the first plan of this patient: there is no version to compare it with."</p> }.into_any()
    })
}
