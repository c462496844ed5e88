//! "Find an action": everything the editor can do, by a few letters of its name; and the list of shortcuts. Both are
//! plain HTML: what is pressed in them is heard by the page's one listener.

use domain::plan::Field;
use domain::plan::field::Section;
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

use super::acts::Act;
use crate::ui::{Details, Dialog, open_dialog};

/// Id of the dialog.
pub(super) const PALETTE: &str = "palette";
const INPUT: &str = "palette-words";
const LIST: &str = "palette-list";

/// The dialog. It stands outside the form.
pub(super) fn palette() -> AnyView {
    let mut options = Vec::new();
    let option = |act: Act| {
        view! {
            <li class="palette-item" role="option" aria-selected="false" id=act.code()>
                <span>{act.title()}</span>
                <kbd>{act.keys()}</kbd>
            </li>
        }
        .into_any()
    };
    for act in Act::ALL {
        if act != Act::Palette {
            options.push(option(act));
        }
    }
    for section in Section::ALL {
        options.push(option(Act::Section(section)));
    }
    for field in Field::ALL {
        options.push(option(Act::Field(*field)));
    }
    view! {
        <Dialog id=PALETTE title="Find an action">
            <label class="label" for=INPUT>"Type what you want to do or where to go"</label>
            <input
                id=INPUT
                class="input input-small"
                type="text"
                role="combobox"
                autocomplete="off"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=LIST
            />
            <ul id=LIST class="palette-list" role="listbox" aria-label="Actions">{options}</ul>
        </Dialog>
    }
    .into_any()
}

/// Every word typed stands in the title.
fn fits(title: &str, typed: &str) -> bool {
    let title = title.to_lowercase();
    typed.to_lowercase().split_whitespace().all(|word| title.contains(word))
}

/// Opens the palette with everything that can be done now.
pub(super) fn open() {
    open_dialog(PALETTE);
    if let Some(input) = input() {
        input.set_value("");
        let _ = input.focus();
    }
    narrow();
}

fn input() -> Option<web_sys::HtmlInputElement> {
    document().get_element_by_id(INPUT)?.dyn_into().ok()
}

/// The act that is marked.
pub(super) fn marked() -> Option<Act> {
    Act::by_code(&input()?.get_attribute("aria-activedescendant")?)
}

/// Shows what fits the words typed, and marks the first of it.
pub(super) fn narrow() {
    let typed = input().map(|input| input.value()).unwrap_or_default();
    let mut first = None;
    let mut next = document().get_element_by_id(LIST).and_then(|list| list.first_element_child());
    while let Some(option) = next {
        let act = Act::by_code(&option.id());
        let shown = act.is_some_and(|act| fits(&act.title(), &typed) && act.is_possible());
        let _ = if shown { option.remove_attribute("hidden") } else { option.set_attribute("hidden", "") };
        next = option.next_element_sibling();
        if shown && first.is_none() {
            first = Some(option);
        }
    }
    mark(first);
}

/// Marks the next option, or the one before.
pub(super) fn step(forwards: bool) {
    let Some(now) = input().and_then(|input| input.get_attribute("aria-activedescendant")) else { return };
    let mut to = document().get_element_by_id(&now);
    while let Some(option) = to {
        to = if forwards { option.next_element_sibling() } else { option.previous_element_sibling() };
        if to.as_ref().is_some_and(|option| !option.has_attribute("hidden")) {
            return mark(to);
        }
    }
}

fn mark(option: Option<web_sys::Element>) {
    let Some(input) = input() else { return };
    if let Some(before) = input.get_attribute("aria-activedescendant").and_then(|id| document().get_element_by_id(&id))
    {
        let _ = before.set_attribute("aria-selected", "false");
    }
    match option {
        Some(option) => {
            let _ = option.set_attribute("aria-selected", "true");
            let _ = input.set_attribute("aria-activedescendant", &option.id());
            option.scroll_into_view_with_bool(false);
        }
        None => {
            let _ = input.remove_attribute("aria-activedescendant");
        }
    }
}

/// Every shortcut with a button that does the same, and the switch.
pub(super) fn keyboard_help() -> AnyView {
    let row = |act: Act| {
        view! {
            <li class="p-0 mb-2 max-w-none">
                {act.button()}
                " "
                <kbd>{act.keys()}</kbd>
            </li>
        }
        .into_any()
    };
    let mut rows = Vec::new();
    for act in Act::ALL {
        if act.keys().is_some() || act == Act::Shortcuts {
            rows.push(row(act));
        }
    }
    view! {
        <div class="awake-only mt-4">
            <Details summary="Keyboard">
                <ul role="list" class="m-0 p-0 list-none">{rows}</ul>
                <p class="text-muted">"In a list of choices Alt and an arrow opens the list. In a text Ctrl+Z undoes typing."</p>
            </Details>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_found_by_any_of_its_words_in_any_order() {
        for (title, typed, found) in [
            ("Go to Morning puffs", "puffs mor", true),
            ("Review and sign", "SIGN", true),
            ("Review and sign", "", true),
            ("Review and sign", "go to", false),
        ] {
            assert_eq!(fits(title, typed), found, "{title} {typed}");
        }
    }
}
