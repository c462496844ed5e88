//! What can be done in the editor besides typing: the one list behind buttons, shortcuts and the palette.

use domain::plan::field::Section;
use domain::plan::views::Colleague;
use domain::plan::{Field, PlanForm, Problem, Severity};
use leptos::prelude::*;
use leptos::{wasm_bindgen::JsCast, web_sys};

use super::history::{History, Step};
use super::state::Editor;
use crate::staff::say;
use crate::ui::focus_element;
use crate::{routes, tab_store};

/// Id of the preview.
pub(super) const PREVIEW: &str = "preview";
/// The wish for no shortcuts, kept in this browser.
const NO_SHORTCUTS: &str = "editor-shortcuts-off";
/// Texts longer than this are not read out whole.
const LONG: usize = 40;

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Palette,
    NextSection,
    PreviousSection,
    NextProblem,
    Preview,
    Changes,
    Undo,
    Redo,
    Review,
    Record,
    Discard,
    Shortcuts,
    Section(Section),
    Field(Field),
}

impl Act {
    /// Acts of every editor, the most wanted first.
    pub(super) const ALL: [Self; 12] = [
        Self::Palette,
        Self::NextSection,
        Self::PreviousSection,
        Self::NextProblem,
        Self::Preview,
        Self::Changes,
        Self::Undo,
        Self::Redo,
        Self::Review,
        Self::Record,
        Self::Discard,
        Self::Shortcuts,
    ];

    pub(super) fn title(self) -> String {
        let words = match self {
            Self::Palette => "Find an action",
            Self::NextSection => "Next section",
            Self::PreviousSection => "Previous section",
            Self::NextProblem => "Next thing to put right",
            Self::Preview => "Preview",
            Self::Changes => "What changed since the last version",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Review => "Review and sign",
            Self::Record => "Open the patient’s record",
            Self::Discard => "Discard the draft (on the record)",
            Self::Shortcuts => "Turn keyboard shortcuts on or off",
            Self::Section(section) => return format!("Go to {}", section.title()),
            Self::Field(field) => return format!("Go to {}", field.label()),
        };
        words.into()
    }

    /// Its shortcut, if it has one.
    pub(super) const fn keys(self) -> Option<&'static str> {
        match self {
            Self::Palette => Some("Ctrl+K"),
            Self::NextSection => Some("Alt+↓ or Ctrl+Enter"),
            Self::PreviousSection => Some("Alt+↑"),
            Self::NextProblem => Some("Alt+E"),
            Self::Preview => Some("Alt+P"),
            Self::Changes => Some("Alt+D"),
            Self::Undo => Some("Ctrl+Z"),
            Self::Redo => Some("Ctrl+Shift+Z"),
            _ => None,
        }
    }
}

/// What the page remembers and does not show.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) history: History,
    /// Where the nurse is.
    pub(super) section: Option<Section>,
    /// Lines of the preview as they were shown last.
    pub(super) lines: Vec<String>,
}

/// What lies on the nurse's desk beside the form.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) memory: StoredValue<Memory>,
    /// What was done last, in words: shown and announced.
    pub(super) said: RwSignal<String>,
    pub(super) shortcuts: RwSignal<bool>,
    pub(super) palette: RwSignal<bool>,
    pub(super) changes: RwSignal<bool>,
    /// The preview is open, where it has no column of its own.
    pub(super) preview: RwSignal<bool>,
    /// Who else has the draft open.
    pub(super) colleagues: RwSignal<Vec<Colleague>>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            memory: StoredValue::new(Memory::default()),
            said: RwSignal::new(String::new()),
            shortcuts: RwSignal::new(true),
            palette: RwSignal::new(false),
            changes: RwSignal::new(false),
            preview: RwSignal::new(false),
            colleagues: RwSignal::new(Vec::new()),
        }
    }

    /// Recalls the browser's wish. In the browser only, after it took the page over.
    pub(super) fn recall(self) {
        self.shortcuts.set(!tab_store::wishes(NO_SHORTCUTS));
    }
}

impl Editor {
    pub(super) fn act(self, act: Act) {
        let desk = self.desk;
        match act {
            Act::Palette => desk.palette.set(true),
            Act::NextSection => self.move_section(true),
            Act::PreviousSection => self.move_section(false),
            Act::NextProblem => self.next_problem(),
            Act::Preview => {
                desk.preview.set(true);
                request_animation_frame(|| {
                    focus_element(PREVIEW);
                });
            }
            Act::Changes => desk.changes.set(true),
            Act::Undo => self.travel(History::undo, "Undone", "back to", "Nothing to undo"),
            Act::Redo => self.travel(History::redo, "Done again", "to", "Nothing to do again"),
            Act::Review => self.review(),
            Act::Record => self.save_and_go(self.record()),
            Act::Discard => self.save_and_go(format!("{}#discard", self.record())),
            Act::Shortcuts => {
                let on = !desk.shortcuts.get_untracked();
                desk.shortcuts.set(on);
                tab_store::wish(NO_SHORTCUTS, !on);
                desk.said.set(if on { "Keyboard shortcuts are on" } else { "Keyboard shortcuts are off" }.into());
            }
            Act::Section(section) => enter(section),
            Act::Field(field) => {
                focus_element(field.name());
            }
        }
    }

    fn record(self) -> String {
        self.place.with_value(|place| routes::patient(&place.practice, place.patient))
    }

    fn move_section(self, forwards: bool) {
        let here = self.here();
        let at = here.and_then(|here| Section::ALL.iter().position(|section| *section == here));
        let to = match (at, forwards) {
            (None, _) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.wrapping_sub(1),
        };
        match Section::ALL.get(to) {
            Some(section) => {
                self.desk.said.set(section.title().into());
                enter(*section);
            }
            None => self
                .desk
                .said
                .set(if forwards { "This is the last section" } else { "This is the first section" }.into()),
        }
    }

    /// Goes to the next field that stops the plan or must be confirmed, round and round.
    fn next_problem(self) {
        self.show_everything();
        let here = focused("[name]").and_then(|element| Field::by_name(&element.get_attribute("name")?));
        let (mut first, mut next) = (None::<Problem>, None::<Problem>);
        for problem in self.problems.get_untracked().into_iter().filter(|one| one.severity >= Severity::Confirm) {
            let after = here.is_none_or(|here| problem.field > here);
            let found = if after { &mut next } else { &mut first };
            if found.as_ref().is_none_or(|found| problem.field < found.field) {
                *found = Some(problem);
            }
        }
        let next = next.or(first);
        match next {
            Some(problem) => {
                self.desk.said.set(format!("{}: {}", problem.field.label(), problem.message));
                focus_element(problem.field.name());
            }
            None => self.desk.said.set("Nothing to put right".into()),
        }
    }

    fn travel(self, take: fn(&mut History, &PlanForm) -> Option<Step>, done: &str, way: &str, nothing: &str) {
        let form = self.form.get_untracked();
        let step = self.desk.memory.try_update_value(|memory| take(&mut memory.history, &form)).flatten();
        let Some(Step { field, was, now }) = step else { return self.desk.said.set(nothing.into()) };
        self.form.update(|form| form.set(field, &now));
        self.touch(field);
        let (was, now) = (short(&say::value(field, &was)), short(&say::value(field, &now)));
        self.desk.said.set(format!("{done}: {}, {was} {way} {now}", field.label()));
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONG { text.to_owned() } else { text.chars().take(LONG).chain(['…']).collect() }
}

/// Puts focus on the first control of a section that can be answered.
fn enter(section: Section) {
    let anchor = section.anchor();
    let first = format!("#{anchor} :is(input:not([type=radio]), input:checked, select, textarea)");
    let control = document().query_selector(&first).ok().flatten().and_then(|found| found.dyn_into().ok());
    match control {
        Some(control) => {
            let control: web_sys::HtmlElement = control;
            let _ = control.focus();
        }
        None => {
            focus_element(anchor);
        }
    }
}

impl Editor {
    /// The section the nurse is in.
    pub(super) fn here(self) -> Option<Section> {
        let focused = focused("section[id]").and_then(|section| section_of(&section));
        focused.or_else(|| self.desk.memory.try_update_value(|memory| memory.section).flatten())
    }
}

/// The section of the form that an element is in.
pub(super) fn section_of(element: &web_sys::Element) -> Option<Section> {
    let id = element.closest("section[id]").ok().flatten()?.id();
    Section::ALL.into_iter().find(|section| section.anchor() == id)
}

/// The element with focus, or the nearest around it, that fits.
pub(super) fn focused(fits: &str) -> Option<web_sys::Element> {
    document().active_element()?.closest(fits).ok().flatten()
}
