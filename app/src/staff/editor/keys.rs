//! What is pressed and clicked, heard in one place. No shortcut is a single key, each has a button, and all can be
//! turned off.

use leptos::ev;
use leptos::prelude::*;
use leptos::{wasm_bindgen::JsCast, web_sys};

use super::acts::{Act, BUTTON, focused};
use super::palette::{self, PALETTE};
use super::preview;
use super::state::Editor;
use crate::ui::{any_dialog, choose_tab, close_dialog, tab_for_key};

/// Listens while the editor is open.
pub(super) fn listen(editor: Editor) {
    let keys = window_event_listener(ev::keydown, move |event| pressed(editor, &event));
    let clicks = window_event_listener(ev::click, move |event| clicked(editor, &event));
    let typing = window_event_listener(ev::input, move |_| {
        if any_dialog() {
            palette::narrow();
        }
    });
    on_cleanup(move || {
        keys.remove();
        clicks.remove();
        typing.remove();
    });
}

fn pressed(editor: Editor, event: &ev::KeyboardEvent) {
    let pressed = Pressed {
        alt: event.alt_key(),
        command: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        key: event.key(),
        code: event.code(),
    };
    let done = if event.default_prevented() {
        false
    } else if any_dialog() {
        focused("[role=combobox]").is_some() && in_palette(editor, &pressed.key)
    } else if let Some(tab) = focused("[role=tab]").filter(|_| !pressed.alt && !pressed.command) {
        tab_for_key(&tab, &pressed.key).map(|tab| preview::show(choose_tab(&tab))).is_some()
    } else {
        let mut off = true;
        editor.remember(&mut |memory| off = memory.no_shortcuts);
        let act = pressed.act().filter(|act| !off && !belongs_to_control(*act, pressed.alt));
        act.map(|act| editor.act(act)).is_some()
    };
    if done {
        event.prevent_default();
    }
}

fn in_palette(editor: Editor, key: &str) -> bool {
    match key {
        "ArrowDown" => palette::step(true),
        "ArrowUp" => palette::step(false),
        "Enter" => run(editor, palette::marked()),
        _ => return false,
    }
    true
}

/// Does what was found. Closing gives focus back; what moves it comes after that.
fn run(editor: Editor, act: Option<Act>) {
    if let Some(act) = act {
        close_dialog(PALETTE);
        editor.act(act);
    }
}

fn clicked(editor: Editor, event: &ev::MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
    let around = |fits: &str| target.closest(fits).ok().flatten();
    if let Some(button) = around("button[type=button]") {
        if button.get_attribute("name").as_deref() == Some(BUTTON) {
            if let Some(act) = button.get_attribute("value").and_then(|code| Act::by_code(&code)) {
                editor.act(act);
            }
        } else if button.get_attribute("role").as_deref() == Some("tab") {
            preview::show(choose_tab(&button));
        }
    } else if let Some(option) = around("[role=option]") {
        run(editor, Act::by_code(&option.id()));
    } else if let Some(line) = around(".preview-lines li, .preview-lines p") {
        preview::follow(editor, &line);
    }
}

/// A text undoes by itself, letter by letter; a list opens with Alt and an arrow.
fn belongs_to_control(act: Act, alt: bool) -> bool {
    let own = match act {
        Act::Undo | Act::Redo => "textarea, input:not([type=radio], [type=checkbox], [type=range])",
        Act::NextSection | Act::PreviousSection if alt => "select",
        _ => return false,
    };
    focused(own).is_some()
}

struct Pressed {
    alt: bool,
    command: bool,
    shift: bool,
    key: String,
    code: String,
}

impl Pressed {
    fn act(&self) -> Option<Act> {
        // With Alt some keyboards write another letter: there the place of the key counts.
        let letter = if self.alt { self.code.trim_start_matches("Key") } else { self.key.as_str() };
        let letter = letter.to_ascii_lowercase();
        match (self.command, self.alt, self.shift, letter.as_str()) {
            (true, false, false, "k") => Some(Act::Palette),
            (true, false, false, "enter") | (false, true, false, "arrowdown") => Some(Act::NextSection),
            (false, true, false, "arrowup") => Some(Act::PreviousSection),
            (false, true, false, "e") => Some(Act::NextProblem),
            (false, true, false, "p") => Some(Act::Preview),
            (false, true, false, "d") => Some(Act::Changes),
            (true, false, false, "z") => Some(Act::Undo),
            (true, false, true, "z") => Some(Act::Redo),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(keys: &str) -> Pressed {
        let has = |name: &str| keys.split('+').any(|part| part == name);
        let key = keys.rsplit('+').next().unwrap_or_default();
        let code = if key.len() == 1 { format!("Key{}", key.to_uppercase()) } else { key.to_owned() };
        Pressed { alt: has("Alt"), command: has("Ctrl"), shift: has("Shift"), key: key.to_owned(), code }
    }

    #[test]
    fn no_single_key_does_anything() {
        for key in ["z", "k", "p", "d", "e", "Enter", "ArrowDown", "Shift+Z", "?", "Escape"] {
            assert_eq!(pressed(key).act(), None, "{key}");
        }
        for (keys, act) in [
            ("Ctrl+k", Act::Palette),
            ("Ctrl+Enter", Act::NextSection),
            ("Alt+ArrowDown", Act::NextSection),
            ("Alt+ArrowUp", Act::PreviousSection),
            ("Alt+e", Act::NextProblem),
            ("Alt+p", Act::Preview),
            ("Alt+d", Act::Changes),
            ("Ctrl+z", Act::Undo),
            ("Ctrl+Shift+Z", Act::Redo),
        ] {
            assert_eq!(pressed(keys).act(), Some(act), "{keys}");
        }
        // AltGr is both at once and writes letters.
        assert_eq!(pressed("Ctrl+Alt+e").act(), None);
    }
}
