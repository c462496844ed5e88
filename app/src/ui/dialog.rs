use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

use super::button::{Button, ButtonKind};

/// Something to settle or look at before going on. The browser keeps focus inside, closes it with Escape or its button,
/// and gives focus back. Keep it out of forms: what is typed in it is no answer of theirs.
#[component]
pub fn Dialog(id: &'static str, #[prop(into)] title: String, children: Children) -> impl IntoView {
    let label = title.clone();
    view! {
        <dialog id=id class="dialog" aria-label=label>
            <form method="dialog" class="dialog-top">
                <h2 class="heading heading-m">{title}</h2>
                <Button kind=ButtonKind::Secondary small=true>"Close"</Button>
            </form>
            {children()}
        </dialog>
    }
    .into_any()
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Opens a dialog.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// A dialog is open.
pub fn any_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}
