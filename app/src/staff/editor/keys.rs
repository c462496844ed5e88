//! Keyboard shortcuts. None is a single key, each has a button, and all can be turned off.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::acts::{Act, focused};
use super::state::Editor;

/// Listens while the editor is open.
pub(super) fn listen(editor: Editor) {
    let desk = editor.desk;
    let listener = window_event_listener(ev::keydown, move |event| {
        let busy = desk.palette.get_untracked() || desk.changes.get_untracked();
        if busy || !desk.shortcuts.get_untracked() || event.default_prevented() {
            return;
        }
        let pressed = Pressed {
            alt: event.alt_key(),
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            key: event.key(),
            code: event.code(),
        };
        let Some(act) = pressed.act() else { return };
        if belongs_to_control(act, &event) {
            return;
        }
        event.prevent_default();
        editor.act(act);
    });
    on_cleanup(move || listener.remove());
}

/// A text undoes by itself, letter by letter; a list opens with Alt and an arrow.
fn belongs_to_control(act: Act, event: &ev::KeyboardEvent) -> bool {
    let own = match act {
        Act::Undo | Act::Redo => "textarea, input:not([type=radio], [type=checkbox], [type=range])",
        Act::NextSection | Act::PreviousSection if event.alt_key() => "select",
        _ => return false,
    };
    focused(own).is_some_and(|element| element.is_instance_of::<leptos::web_sys::HtmlElement>())
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
