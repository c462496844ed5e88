//! Who else is in the draft. Every 20 seconds, and when another section is entered, the page says that it is open and
//! hears who else has it open: advice to talk, never a lock.

use std::time::Duration;

use domain::plan::field::Section;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, wasm_bindgen::JsCast, web_sys};

use super::api::present;
use super::save::SaveState;
use super::state::Editor;
use crate::AppError;
use crate::ui::{Tag, Tone};

const BEAT: Duration = Duration::from_secs(20);

/// Says so while the editor is open and in sight.
pub(super) fn be_present(editor: Editor) {
    let section = editor.desk.section;
    let clock = StoredValue::new(None::<IntervalHandle>);
    Effect::new(move |_| {
        section.track();
        beat(editor);
    });
    Effect::new(move |_| clock.set_value(set_interval_with_handle(move || beat(editor), BEAT).ok()));
    on_cleanup(move || {
        if let Some(Some(handle)) = clock.try_get_value() {
            handle.clear();
        }
    });
}

fn beat(editor: Editor) {
    let Some(place) = editor.place.try_get_value() else { return };
    if document().hidden() {
        return;
    }
    let section = editor.desk.section.try_get_untracked().flatten();
    spawn_local(async move {
        let answer = present(place.practice, place.patient, place.draft, section).await;
        let Some(state) = editor.saver.state.try_get_untracked() else { return };
        match answer {
            Ok(colleagues) => {
                if editor.desk.colleagues.with_untracked(|known| *known != colleagues) {
                    editor.desk.colleagues.set(colleagues);
                }
                // The service is in reach again.
                if matches!(state, SaveState::Failed(AppError::Transport | AppError::SignedOut)) {
                    editor.save();
                }
            }
            // The nurse hears of it before the next word is typed.
            Err(AppError::SignedOut) if matches!(state, SaveState::Saved(_)) => {
                editor.saver.state.set(SaveState::Failed(AppError::SignedOut));
            }
            Err(_) => {}
        }
    });
}

/// A control was entered: which section the nurse is in.
pub(super) fn entered(editor: Editor, event: &ev::FocusEvent) {
    let id = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("section[id]").ok().flatten())
        .map(|section| section.id());
    let section = id.and_then(|id| Section::ALL.into_iter().find(|section| section.anchor() == id));
    if section.is_some() && section != editor.desk.section.get_untracked() {
        editor.desk.section.set(section);
    }
}

/// "Owen Llewellyn is also editing".
pub(super) fn also_editing(editor: Editor) -> AnyView {
    let colleagues = editor.desk.colleagues;
    let said = Memo::new(move |_| {
        let names: Vec<String> = colleagues.with(|all| all.iter().map(|one| one.name.clone()).collect());
        match names.len() {
            0 => String::new(),
            1 => format!("{} is also editing", names.concat()),
            _ => format!("{} are also editing", names.join(" and ")),
        }
    });
    let tag = move || (!said.read().is_empty()).then(|| view! { <Tag tone=Tone::Blue text=said.get()/> });
    view! { <span role="status">{tag}</span> }.into_any()
}

/// Who else is in a section, beside its heading.
pub(super) fn in_section(editor: Editor, section: Section) -> AnyView {
    let colleagues = editor.desk.colleagues;
    let here = Memo::new(move |_| {
        let here = |all: &Vec<_>| {
            all.iter()
                .filter(|one: &&domain::plan::views::Colleague| one.section == Some(section))
                .map(|one| one.name.clone())
                .collect::<Vec<_>>()
        };
        colleagues.with(here)
    });
    (move || {
        let tag = |name: String| view! { <p><Tag tone=Tone::Blue text=format!("{name} is in this section")/></p> };
        here.get().into_iter().map(tag).collect_view()
    })
    .into_any()
}
