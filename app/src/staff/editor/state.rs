//! What the editor knows: one form, what the rules say of it, what is saved and what is shown.

use std::collections::BTreeSet;

use domain::plan::review::Remark;
use domain::plan::rules::{PlanFacts, check};
use domain::plan::views::DraftView;
use domain::plan::words::PlanWords;
use domain::plan::{Field, PlanForm, Problem, Severity, Template};
use domain::visit::VisitHints;
use domain::{DraftId, OdsCode, PatientId};
use leptos::prelude::*;

use super::acts::Memory;
use super::save::Saver;
use crate::routes;
use crate::staff::shared::awake;
use crate::ui::FieldError;

/// Which draft is edited.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) practice: OdsCode,
    pub(super) patient: PatientId,
    pub(super) draft: DraftId,
}

/// What a draft starts from and never changes while it is edited.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) template: Template,
    pub(super) facts: PlanFacts,
    /// What was said of its lines.
    pub(super) remarks: Vec<Remark>,
}

/// Which button of the form was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Save,
    Review,
}

/// The editor's state.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    pub(super) place: StoredValue<Place>,
    pub(super) ground: StoredValue<Ground>,
    /// The one form.
    pub(super) form: RwSignal<PlanForm>,
    /// What the rules say of it.
    pub(super) problems: Memo<Vec<Problem>>,
    /// The plan as the patient will read it.
    pub(super) words: Memo<PlanWords>,
    /// Fields whose problems may be shown.
    touched: RwSignal<BTreeSet<Field>>,
    /// Every problem is shown.
    show_all: RwSignal<bool>,
    /// "Review and sign" was pressed: the error summary is shown.
    pressed: RwSignal<bool>,
    /// What was answered before the visit.
    pub(super) visit: StoredValue<Option<VisitHints>>,
    /// The browser has woken the page.
    pub(super) awake: Signal<bool>,
    pub(super) saver: Saver,
    pub(super) memory: StoredValue<Memory>,
    /// The changes since the last version are wanted; set again to count them again.
    pub(super) changes: RwSignal<bool>,
    /// The draft as it was when the page was opened.
    pub(super) opened: StoredValue<DraftView>,
    /// Set by a button, acted on when the form is submitted: leaving the page earlier would take the form away from
    /// under the browser.
    pub(super) wish: StoredValue<Option<Wish>>,
}

/// Revision of a draft that nobody has typed in yet.
const UNTOUCHED: i64 = 1;

impl Editor {
    pub(super) fn new(practice: OdsCode, patient: PatientId, view: &DraftView) -> Self {
        let form = RwSignal::new(view.form.clone());
        let ground = StoredValue::new(Ground {
            template: view.template.clone(),
            facts: view.facts.clone(),
            remarks: view.remarks.clone(),
        });
        let problems = Memo::new(move |_| {
            form.with(|form| ground.with_value(|ground| check(form, &ground.template, &ground.facts)))
        });
        let words = Memo::new(move |_| {
            form.with(|form| ground.with_value(|ground| form.content(&ground.template, &ground.facts).words()))
        });
        Self {
            place: StoredValue::new(Place { practice, patient, draft: view.id }),
            ground,
            form,
            problems,
            words,
            touched: RwSignal::new(BTreeSet::new()),
            // A draft somebody has worked on before shows at once what is still to be put right.
            show_all: RwSignal::new(view.revision > UNTOUCHED),
            pressed: RwSignal::new(false),
            visit: StoredValue::new(view.visit.clone()),
            awake: awake(),
            saver: Saver::new(view.form.clone(), view.revision, view.saved_at),
            memory: StoredValue::new(Memory::default()),
            changes: RwSignal::new(false),
            opened: StoredValue::new(view.clone()),
            wish: StoredValue::new(None),
        }
    }

    /// What stands in a field, as typed.
    pub(super) fn value(self, field: Field) -> Signal<String> {
        Memo::new(move |_| self.form.with(|form| form.typed(field).to_owned())).into()
    }

    /// The field holds "yes".
    pub(super) fn is_yes(self, field: Field) -> Signal<bool> {
        Memo::new(move |_| self.form.with(|form| form.is_yes(field))).into()
    }

    /// Sets a field while it is typed in.
    pub(super) fn typing(self, field: Field) -> Callback<String> {
        Callback::new(move |text: String| self.set(field, &text, true))
    }

    /// Sets a field that is chosen, not typed: its problems may be shown at once.
    pub(super) fn choosing(self, field: Field) -> Callback<String> {
        Callback::new(move |text: String| {
            self.set(field, &text, false);
            self.touch(field);
        })
    }

    fn set(self, field: Field, text: &str, typed: bool) {
        let was = self.form.with_untracked(|form| form.typed(field).to_owned());
        if was != text {
            self.remember(&mut |memory| memory.history.note(field, &was, text, typed));
            self.form.update(|form| form.set(field, text));
        }
    }

    /// The field was left: its problems may be shown.
    pub(super) fn touch(self, field: Field) {
        if !self.touched.with_untracked(|touched| touched.contains(&field)) {
            self.touched.update(|touched| {
                touched.insert(field);
            });
        }
    }

    fn shows(self, field: Field) -> bool {
        self.show_all.get() || self.touched.with(|touched| touched.contains(&field))
    }

    /// What stops the plan at this field, once it may be shown.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Memo::new(move |_| {
            let stops = |problem: &&Problem| problem.field == field && problem.severity == Severity::Stop;
            self.shows(field)
                .then(|| self.problems.with(|all| all.iter().find(stops).map(|problem| problem.message.clone())))
                .flatten()
        })
        .into()
    }

    /// What else the rules say at this field, once it may be shown.
    pub(super) fn notes(self, field: Field) -> Memo<Vec<Problem>> {
        Memo::new(move |_| {
            if !self.shows(field) {
                return Vec::new();
            }
            let wanted = |problem: &&Problem| problem.field == field && problem.severity != Severity::Stop;
            self.problems.with(|all| all.iter().filter(wanted).cloned().collect())
        })
    }

    /// How many problems of a severity there are.
    pub(super) fn count(self, severity: Severity) -> usize {
        self.problems.with(|all| all.iter().filter(|problem| problem.severity == severity).count())
    }

    /// Lines of the error summary: what stops the plan, once "Review and sign" was pressed.
    pub(super) fn summary(self) -> Signal<Vec<FieldError>> {
        Memo::new(move |_| {
            if !self.pressed.get() {
                return Vec::new();
            }
            let stops = |problem: &&Problem| problem.severity == Severity::Stop;
            let line =
                |problem: &Problem| FieldError { field: problem.field.name().into(), message: problem.message.clone() };
            self.problems.with(|all| all.iter().filter(stops).map(line).collect::<Vec<_>>())
        })
        .into()
    }

    /// The form was submitted.
    pub(super) fn submit(self) {
        let wish = self.wish.get_value();
        self.wish.set_value(None);
        match wish {
            Some(Wish::Review) => self.review(),
            Some(Wish::Save) => self.save(),
            None => {}
        }
    }

    /// On to the review, unless something stops the plan: then that is shown.
    pub(super) fn review(self) {
        if self.press() {
            self.save_and_go(self.place.with_value(|place| routes::sign(&place.practice, place.patient)));
        }
    }

    /// Whatever the rules say may be shown now.
    pub(super) fn show_everything(self) {
        self.show_all.set(true);
    }

    /// "Review and sign" was pressed. True when nothing stops the plan.
    fn press(self) -> bool {
        let stopped = untrack(|| self.count(Severity::Stop)) > 0;
        self.show_all.set(true);
        self.pressed.set(stopped);
        !stopped
    }
}
