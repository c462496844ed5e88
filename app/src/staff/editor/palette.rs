//! "Find an action": everything the editor can do, by a few letters of its name; and the list of shortcuts.

use domain::plan::Field;
use domain::plan::field::Section;
use leptos::ev;
use leptos::prelude::*;

use super::acts::Act;
use super::state::Editor;
use crate::ui::{Button, ButtonKind, ButtonType, Details, Dialog, focus_element};

const INPUT: &str = "palette-words";

fn option_id(at: usize) -> String {
    format!("palette-{at}")
}

/// The dialog. It stands outside the form.
pub(super) fn palette(editor: Editor) -> AnyView {
    let open = editor.desk.palette;
    view! { <Dialog title="Find an action" open=open>{finder(editor)}</Dialog> }.into_any()
}

/// Acts that hold every word typed, in their order.
fn found(all: &[Act], typed: &str) -> Vec<Act> {
    let typed = typed.to_lowercase();
    let fits = |act: &&Act| {
        let title = act.title().to_lowercase();
        typed.split_whitespace().all(|word| title.contains(word))
    };
    all.iter().filter(fits).copied().collect()
}

fn every_act() -> Vec<Act> {
    let mut all = Act::ALL.to_vec();
    all.retain(|act| *act != Act::Palette);
    all.extend(Section::ALL.map(Act::Section));
    for field in Field::ALL {
        if document().get_element_by_id(field.name()).is_some() {
            all.push(Act::Field(*field));
        }
    }
    all
}

fn finder(editor: Editor) -> AnyView {
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let shown = move || typed.with(|typed| found(&every_act(), typed));
    let run = move |act: Act| {
        editor.desk.palette.set(false);
        // Closing gives focus back; what moves it comes after that.
        request_animation_frame(move || editor.act(act));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let (shown, now) = (untrack(shown), at.get_untracked());
        let count = shown.len().max(1);
        match event.key().as_str() {
            "ArrowDown" => at.set((now + 1) % count),
            "ArrowUp" => at.set((now + count - 1) % count),
            "Enter" => {
                if let Some(act) = shown.get(now) {
                    run(*act);
                }
            }
            _ => return,
        }
        event.prevent_default();
        if let Some(option) = document().get_element_by_id(&option_id(at.get_untracked())) {
            option.scroll_into_view_with_bool(false);
        }
    };
    request_animation_frame(|| {
        focus_element(INPUT);
    });
    let option = move |place: usize, act: Act| {
        let active = if at.get() == place { "true" } else { "false" };
        view! {
            <li class="palette-item" role="option" id=option_id(place) aria-selected=active on:click=move |_| run(act)>
                <span>{act.title()}</span>
                <kbd>{act.keys()}</kbd>
            </li>
        }
    };
    let options = move || (0..).zip(shown()).map(|(place, act)| option(place, act)).collect_view();
    view! {
        <label class="label" for=INPUT>"Type what you want to do or where to go"</label>
        <input
            id=INPUT
            class="input input-small"
            type="text"
            role="combobox"
            autocomplete="off"
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls="palette-list"
            aria-activedescendant=move || option_id(at.get())
            on:input=move |event| {
                at.set(0);
                typed.set(event_target_value(&event));
            }
            on:keydown=on_key
        />
        <ul id="palette-list" class="palette-list" role="listbox" aria-label="Actions">
            {options}
        </ul>
    }
    .into_any()
}

/// Every shortcut with a button that does the same, and the switch.
pub(super) fn keyboard_help(editor: Editor, asleep: Signal<bool>) -> AnyView {
    let on = editor.desk.shortcuts;
    let button = move |listed: Act, title: AnyView| {
        let act = Callback::new(move |()| editor.act(listed));
        view! {
            <li class="p-0 mb-2 max-w-none">
                <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=act>{title}</Button>
                " "
                <kbd>{listed.keys()}</kbd>
            </li>
        }
    };
    let switch = move || if on.get() { "Turn shortcuts off" } else { "Turn shortcuts on" };
    let mut rows: Vec<_> = Act::ALL
        .into_iter()
        .filter(|act| act.keys().is_some())
        .map(|act| button(act, act.title().into_any()))
        .collect();
    rows.push(button(Act::Shortcuts, switch.into_any()));
    view! {
        <div class="mt-4" hidden=asleep>
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
        let all = [Act::NextSection, Act::Review, Act::Field(Field::PreventerMorning)];
        for (typed, wanted) in [
            ("puffs mor", vec![Act::Field(Field::PreventerMorning)]),
            ("SIGN", vec![Act::Review]),
            ("go to", vec![Act::Field(Field::PreventerMorning)]),
            ("", all.to_vec()),
            ("penguin", Vec::new()),
        ] {
            assert_eq!(found(&all, typed), wanted, "{typed}");
        }
    }
}
