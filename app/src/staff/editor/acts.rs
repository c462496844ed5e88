//! What can be done in the editor besides typing: the one list behind buttons, shortcuts and the palette.

use domain::plan::field::Section;
use domain::plan::{Field, PlanForm, Problem, Severity};
use leptos::prelude::*;
use leptos::{wasm_bindgen::JsCast, web_sys};

use super::changes::CHANGES;
use super::history::{History, Step};
use super::state::Editor;
use super::{palette, preview};
use crate::staff::say;
use crate::ui::{Button, ButtonKind, ButtonType, focus_element, open_dialog};
use crate::{routes, tab_store};

/// Name of buttons that do an act.
pub(super) const BUTTON: &str = "act";
/// Where it is said what was done last.
pub(super) const SAID: &str = "said";
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

    /// Names it in the page.
    pub(super) fn code(self) -> String {
        match self {
            Self::Section(section) => format!("go-{}", section.anchor()),
            Self::Field(field) => format!("go-{}", field.name()),
            other => format!("do-{}", Self::ALL.iter().position(|act| *act == other).unwrap_or_default()),
        }
    }

    pub(super) fn by_code(code: &str) -> Option<Self> {
        if let Some(place) = code.strip_prefix("do-") {
            return Self::ALL.get(place.parse::<usize>().ok()?).copied();
        }
        let name = code.strip_prefix("go-")?;
        let section = Section::ALL.into_iter().find(|section| section.anchor() == name).map(Self::Section);
        section.or_else(|| Field::by_name(name).map(Self::Field))
    }

    /// Not every plan has every field.
    pub(super) fn is_possible(self) -> bool {
        match self {
            Self::Field(field) => document().get_element_by_id(field.name()).is_some(),
            _ => true,
        }
    }

    /// A button that does it; the page's one listener hears it.
    pub(super) fn button(self) -> AnyView {
        view! {
            <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button name=BUTTON value=self.code()>
                {self.title()}
            </Button>
        }
        .into_any()
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
    /// This browser wants no shortcuts.
    pub(super) no_shortcuts: bool,
}

/// Says what was done last: shown and announced.
pub(super) fn say_done(text: &str) {
    write(SAID, text);
}

/// Writes into a part of the page that is there for it.
pub(super) fn write(id: &str, text: &str) {
    if let Some(part) = document().get_element_by_id(id) {
        part.set_text_content(Some(text));
    }
}

impl Editor {
    pub(super) fn act(self, act: Act) {
        match act {
            Act::Palette => palette::open(),
            Act::NextSection => self.move_section(true),
            Act::PreviousSection => self.move_section(false),
            Act::NextProblem => self.next_problem(),
            Act::Preview => preview::go(),
            Act::Changes => {
                self.changes.set(true);
                open_dialog(CHANGES);
            }
            Act::Undo => self.travel(History::undo, "Undone", "back to", "Nothing to undo"),
            Act::Redo => self.travel(History::redo, "Done again", "to", "Nothing to do again"),
            Act::Review => self.review(),
            Act::Record => self.save_and_go(self.record()),
            Act::Discard => self.save_and_go(format!("{}#discard", self.record())),
            Act::Shortcuts => {
                let mut off = false;
                self.remember(&mut |memory| {
                    memory.no_shortcuts = !memory.no_shortcuts;
                    off = memory.no_shortcuts;
                });
                tab_store::wish(NO_SHORTCUTS, off);
                say_done(if off { "Keyboard shortcuts are off" } else { "Keyboard shortcuts are on" });
            }
            Act::Section(section) => enter(section),
            Act::Field(field) => {
                focus_element(field.name());
            }
        }
    }

    /// Recalls the browser's wish. In the browser only, after it took the page over.
    pub(super) fn recall(self) {
        self.remember(&mut |memory| memory.no_shortcuts = tab_store::wishes(NO_SHORTCUTS));
    }

    /// Looks at what the page remembers, and may change it; nothing happens once the page is gone.
    pub(super) fn remember(self, act: &mut dyn FnMut(&mut Memory)) {
        self.memory.try_update_value(|memory| act(memory));
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
                say_done(section.title());
                enter(*section);
            }
            None => say_done(if forwards { "This is the last section" } else { "This is the first section" }),
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
                say_done(&format!("{}: {}", problem.field.label(), problem.message));
                focus_element(problem.field.name());
            }
            None => say_done("Nothing to put right"),
        }
    }

    fn travel(self, take: fn(&mut History, &PlanForm) -> Option<Step>, done: &str, way: &str, nothing: &str) {
        let form = self.form.get_untracked();
        let mut step = None;
        self.remember(&mut |memory| step = take(&mut memory.history, &form));
        let Some(Step { field, was, now }) = step else { return say_done(nothing) };
        self.form.update(|form| form.set(field, &now));
        self.touch(field);
        let said =
            |text: &str| self.ground.with_value(|ground| say::value(&|id| ground.facts.product_name(id), field, text));
        let (was, now) = (short(&said(&was)), short(&said(&now)));
        say_done(&format!("{done}: {}, {was} {way} {now}", field.label()));
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
        let mut last = None;
        self.remember(&mut |memory| last = memory.section);
        focused.or(last)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_is_known_by_its_code() {
        let fields = Field::ALL.iter().copied().map(Act::Field);
        let all = Act::ALL.into_iter().chain(Section::ALL.map(Act::Section)).chain(fields);
        for act in all {
            assert_eq!(Act::by_code(&act.code()), Some(act));
        }
        for code in ["", "do-", "do-99", "go-nowhere", "palette"] {
            assert_eq!(Act::by_code(code), None, "{code}");
        }
    }
}
