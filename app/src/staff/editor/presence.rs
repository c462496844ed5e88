//! Who else is in the draft. Every 20 seconds, and when another section is entered, the page says that it is open and
//! hears who else has it open: advice to talk, never a lock.

use std::time::Duration;

use domain::plan::field::Section;
use domain::plan::views::Colleague;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::present;
use super::save::SaveState;
use super::state::Editor;
use crate::AppError;

const BEAT: Duration = Duration::from_secs(20);

/// Says so every 20 seconds until the handle is cleared.
pub(super) fn every_beat(editor: Editor) -> Option<IntervalHandle> {
    set_interval_with_handle(move || beat(editor), BEAT).ok()
}

/// Says so now, where the page is in sight.
pub(super) fn beat(editor: Editor) {
    let Some(place) = editor.place.try_get_value() else { return };
    if document().hidden() {
        return;
    }
    let section = editor.here();
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

/// "Owen Llewellyn is also editing", and where.
pub(super) fn also_editing(editor: Editor) -> AnyView {
    let said = move || {
        let say = |one: &Colleague| format!("{} is also editing. ", one.name);
        editor.desk.colleagues.with(|all| all.iter().map(say).collect::<String>())
    };
    view! { <span role="status">{said}</span> }.into_any()
}

/// Who else is in a section, beside its heading.
pub(super) fn in_section(editor: Editor, section: Section) -> AnyView {
    let said = move || {
        let here = |one: &Colleague| {
            if one.section == Some(section) { format!("{} is in this section. ", one.name) } else { String::new() }
        };
        editor.desk.colleagues.with(|all| all.iter().map(here).collect::<String>())
    };
    view! { <p class="font-bold text-link">{said}</p> }.into_any()
}
