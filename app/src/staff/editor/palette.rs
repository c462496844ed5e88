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
    let fields = Field::ALL.iter().filter(|field| document().get_element_by_id(field.name()).is_some());
    let acts = Act::ALL.into_iter().filter(|act| *act != Act::Palette);
    acts.chain(Section::ALL.map(Act::Section)).chain(fields.copied().map(Act::Field)).collect()
}

fn finder(editor: Editor) -> AnyView {
    let all = StoredValue::new(every_act());
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let shown = Memo::new(move |_| typed.with(|typed| all.with_value(|all| found(all, typed))));
    let run = move |act: Act| {
        editor.desk.palette.set(false);
        // Closing gives focus back; what moves it comes after that.
        request_animation_frame(move || editor.act(act));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = shown.with_untracked(Vec::len).max(1);
        let now = at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => at.set((now + 1) % count),
            "ArrowUp" => at.set((now + count - 1) % count),
            "Enter" => {
                if let Some(act) = shown.with_untracked(|shown| shown.get(now).copied()) {
                    run(act);
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
    let option = move |(place, act): (usize, Act)| {
        let is_active = move || at.get() == place;
        view! {
            <li
                class="palette-item"
                role="option"
                id=option_id(place)
                aria-selected=move || if is_active() { "true" } else { "false" }
                on:click=move |_| run(act)
            >
                <span>{act.title()}</span>
                {act.keys().map(|keys| view! { <kbd>{keys}</kbd> })}
            </li>
        }
        .into_any()
    };
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
            aria-activedescendant=move || shown.with(|shown| !shown.is_empty()).then(|| option_id(at.get()))
            on:input=move |event| {
                typed.set(event_target_value(&event));
                at.set(0);
            }
            on:keydown=on_key
        />
        <ul id="palette-list" class="palette-list" role="listbox" aria-label="Actions">
            {move || shown.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
        <p role="status" class="text-muted">
            {move || match shown.with(Vec::len) {
                0 => "Nothing fits. Try another word".to_owned(),
                count => crate::staff::say::counted(count, "action", "actions"),
            }}
        </p>
    }
    .into_any()
}

/// Every shortcut with a button that does the same, and the switch.
pub(super) fn keyboard_help(editor: Editor, awake: Signal<bool>) -> AnyView {
    let on = editor.desk.shortcuts;
    let act = move |act| Callback::new(move |()| editor.act(act));
    let row = move |listed: Act| {
        listed.keys().map(|keys| {
            view! {
                <li class="p-0 mb-2 max-w-none">
                    <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=act(listed)>{listed.title()}</Button>
                    " "
                    <kbd>{keys}</kbd>
                </li>
            }
        })
    };
    let rows = Act::ALL.into_iter().filter_map(row).collect_view();
    view! {
        <div class="mt-4" hidden=move || !awake.get()>
            <Details summary="Keyboard">
                <p>{move || if on.get() { "Keyboard shortcuts are on." } else { "Keyboard shortcuts are off." }}</p>
                <ul role="list" class="m-0 p-0 list-none">{rows}</ul>
                <p class="text-muted">"In a list of choices Alt and an arrow opens the list. In a text Ctrl+Z undoes typing."</p>
                <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=act(Act::Shortcuts)>
                    {move || if on.get() { "Turn shortcuts off" } else { "Turn shortcuts on" }}
                </Button>
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
