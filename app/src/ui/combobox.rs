use leptos::{ev::KeyboardEvent, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::drawing::{Drawing, DrawingMark};
use super::field::{described_by, error_text, field_class, hint_text, invalid};
use super::tone::{Tag, Tone};

/// One line of a combobox's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComboOption {
    pub value: String,
    /// What stands in the box once it is chosen.
    pub title: String,
    pub detail: String,
    pub tags: Vec<(Tone, String)>,
    pub drawing: Option<Drawing>,
}

/// What fits what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComboFound {
    /// How many fit.
    pub all: usize,
    /// The best of them, at most [`ComboFound::MOST`].
    pub shown: Vec<ComboOption>,
}

impl ComboFound {
    /// Most lines shown at once; whoever needs another types one letter more. On a slow PC each line costs a key's time.
    pub const MOST: usize = 8;
}

impl<'a> FromIterator<&'a ComboOption> for ComboFound {
    fn from_iter<I: IntoIterator<Item = &'a ComboOption>>(options: I) -> Self {
        let mut found = Self::default();
        for option in options {
            found.all += 1;
            if found.all <= Self::MOST {
                found.shown.push(option.clone());
            }
        }
        found
    }
}

/// A box to type in and a list to choose from (ARIA 1.2: list autocomplete, manual selection). Typing never changes the
/// choice: Enter or a click does. What is left in the box otherwise is put back.
#[component]
pub fn Combobox(
    /// Also the element's id.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    /// What fits what was typed, best first.
    find: Callback<String, ComboFound>,
    /// The chosen title; empty when nothing is.
    #[prop(into)]
    chosen: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    on_choose: Callback<String>,
    /// Said under the list when nothing fits.
    #[prop(into)]
    none: String,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let open = RwSignal::new(false);
    let (typed, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let found = Memo::new(move |_| if open.get() { find.run(typed.get()) } else { ComboFound::default() });
    let count = move || found.with(|found| found.shown.len());
    let (list_id, says_id) = (format!("{name}-list"), format!("{name}-found"));
    let option_id = StoredValue::new(format!("{name}-option"));
    let list_of = StoredValue::new(list_id.clone());
    let put_back = move || {
        open.set(false);
        if let Some(input) = node.get_untracked() {
            input.set_value(&chosen.get_untracked());
        }
    };
    // Another hand may choose: a colleague's save, undo.
    Effect::new(move |_| {
        let title = chosen.get();
        if let Some(input) = node.get_untracked()
            && !open.get_untracked()
        {
            input.set_value(&title);
        }
    });
    let show = move |text: String| {
        typed.set(text);
        at.set(0);
        open.set(true);
    };
    let choose = move |place: usize| {
        let Some(option) = found.with_untracked(|found| found.shown.get(place).cloned()) else { return };
        open.set(false);
        if let Some(input) = node.get_untracked() {
            input.set_value(&option.title);
        }
        on_choose.run(option.value);
    };
    let go = move |place: usize| {
        at.set(place);
        keep_in_sight(&list_of.get_value(), &option_id.with_value(|id| format!("{id}-{}", place.saturating_sub(1))));
    };
    let on_key = move |event: KeyboardEvent| {
        let (is_open, last) = (open.get_untracked(), untrack(count).saturating_sub(1));
        match (event.key().as_str(), is_open) {
            ("ArrowDown", true) => go(if at.get_untracked() >= last { 0 } else { at.get_untracked() + 1 }),
            ("ArrowUp", true) => go(at.get_untracked().checked_sub(1).unwrap_or(last)),
            ("ArrowDown" | "ArrowUp", false) if !event.alt_key() => show(String::new()),
            ("Enter", true) => choose(at.get_untracked()),
            ("Escape", true) => put_back(),
            _ => return,
        }
        event.prevent_default();
    };
    let described_by = described_by(&name, hint.is_some(), false, error);
    let active = move || (open.get() && count() > 0).then(|| option_id.with_value(|id| format!("{id}-{}", at.get())));
    let lines = move || {
        let options = found.with(|found| found.shown.clone());
        options.into_iter().enumerate().map(|(place, option)| line(place, option, option_id, at, choose)).collect_view()
    };
    let says = move || match (open.get(), found.with(|found| found.all)) {
        (false, _) => String::new(),
        (true, 0) => none.clone(),
        (true, 1) => "1 found".into(),
        (true, all) if all > ComboFound::MOST => {
            format!("{} of {all} shown: type more to narrow down", ComboFound::MOST)
        }
        (true, all) => format!("{all} found"),
    };
    view! {
        <div class=move || field_class(error)>
            <label class="label" for=name.clone()>
                {label}
            </label>
            {hint_text(&name, hint)}
            {error_text(&name, error)}
            <div class="combo">
                <input
                    id=name
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    class="input input-small"
                    value=chosen.get_untracked()
                    aria-autocomplete="list"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=list_id.clone()
                    aria-activedescendant=active
                    aria-describedby=described_by
                    aria-invalid=move || invalid(error)
                    node_ref=node
                    on:input=move |event| show(event_target_value(&event))
                    on:focus=move |_| {
                        if let Some(input) = node.get_untracked() {
                            input.select();
                        }
                    }
                    on:click=move |_| {
                        if !open.get_untracked() {
                            show(String::new());
                        }
                    }
                    on:keydown=on_key
                    on:blur=move |_| put_back()
                />
                <ul id=list_id role="listbox" class="combo-list" hidden=move || !open.get() || count() == 0 aria-label="Found">
                    {lines}
                </ul>
                <p id=says_id class="combo-says" role="status">{says}</p>
            </div>
        </div>
    }
    .into_any()
}

/// Scrolls the list so that this line, the one before the chosen, is the first seen. Only keys that move the choice do this: to
/// ask where a line stands makes the browser lay out the page, which a typed letter must not wait for.
fn keep_in_sight(list: &str, line: &str) {
    let [list, line] = [list, line].map(|id| document().get_element_by_id(id));
    if let (Some(list), Some(line)) = (list, line.and_then(|line| line.dyn_into::<web_sys::HtmlElement>().ok())) {
        list.set_scroll_top(line.offset_top());
    }
}

fn line(
    place: usize,
    option: ComboOption,
    id: StoredValue<String>,
    at: RwSignal<usize>,
    choose: impl Fn(usize) + 'static,
) -> AnyView {
    let ComboOption { title, detail, tags, drawing, .. } = option;
    let selected = move || at.get() == place;
    let tags = tags.into_iter().map(|(tone, text)| view! { <Tag tone=tone text=text/> }).collect_view();
    view! {
        // Pressing must not take the focus out of the box before the click is heard.
        <li
            id=id.with_value(|id| format!("{id}-{place}"))
            role="option"
            class="combo-option"
            aria-selected=move || selected().to_string()
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose(place)
        >
            {drawing.map(|drawing| view! { <DrawingMark drawing=drawing/> })}
            <span class="combo-words">
                <strong>{title}</strong>
                <span class="combo-detail">{detail}</span>
            </span>
            <span class="combo-tags">{tags}</span>
        </li>
    }
    .into_any()
}
