//! Who else is in the draft. Every 20 seconds, and when another section is entered, the page says that it is open and
//! hears who else has it open: advice to talk, never a lock.

use std::time::Duration;

use domain::plan::field::Section;
use domain::plan::views::Colleague;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::write;
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
                show(&colleagues);
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

/// Where it is said who else is editing.
pub(super) const ALSO: &str = "also-editing";

/// Where it is said who else is in a section.
pub(super) fn place_in(section: Section) -> String {
    format!("also-in-{}", section.anchor())
}

/// "Owen Llewellyn is also editing", and where.
fn show(colleagues: &[Colleague]) {
    let said = |who: &dyn Fn(&Colleague) -> bool, what: &str| {
        let mut text = String::new();
        for one in colleagues.iter().filter(|one| who(one)) {
            text = format!("{text}{} {what}. ", one.name);
        }
        text
    };
    write(ALSO, &said(&|_| true, "is also editing"));
    for section in Section::ALL {
        write(&place_in(section), &said(&|one| one.section == Some(section), "is in this section"));
    }
}
