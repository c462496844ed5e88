//! Saving while typing: 800 ms after the last change, one save at a time, nothing lost when one fails or when a
//! colleague saved in between.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::plan::views::{DraftConflict, SaveAnswer};
use domain::plan::{Field, PlanForm};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::save_draft;
use super::settle::{Clash, Side, clashes};
use super::state::Editor;
use crate::{AppError, tab_store};

/// How long typing must pause before the draft is saved.
const PAUSE: Duration = Duration::from_millis(800);

/// Where the draft stands between this page and the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SaveState {
    /// Everything on the page is kept.
    Saved(DateTime<Utc>),
    /// Something is typed or on its way.
    Saving,
    /// The last try failed; everything typed is still on the page.
    Failed(AppError),
    /// A colleague changed the same fields.
    Clashed,
    /// The draft was signed or discarded meanwhile.
    Closed,
}

/// Two people changed the same fields: what the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClashView {
    pub(super) revision: i64,
    pub(super) saved_by: String,
    pub(super) saved_at: DateTime<Utc>,
    pub(super) fields: Vec<Clash>,
    pub(super) theirs: PlanForm,
    /// Sides chosen already, by a browser without WASM.
    pub(super) chosen: BTreeMap<Field, Side>,
    /// A choice was forgotten.
    pub(super) undecided: bool,
}

impl ClashView {
    /// What both changed, with nothing chosen yet.
    pub(super) fn new(conflict: DraftConflict, fields: Vec<Clash>) -> Self {
        let DraftConflict { revision, saved_by, saved_at, theirs, .. } = conflict;
        Self { revision, saved_by, saved_at, fields, theirs, chosen: BTreeMap::new(), undecided: false }
    }
}

/// The part of the editor's state that saving needs.
#[derive(Clone, Copy)]
pub(super) struct Saver {
    pub(super) state: RwSignal<SaveState>,
    pub(super) clash: RwSignal<Option<ClashView>>,
    /// The form as the server has it.
    kept: StoredValue<PlanForm>,
    base: RwSignal<i64>,
    under_way: StoredValue<bool>,
    pause: StoredValue<Option<TimeoutHandle>>,
    /// Where to go once everything is saved.
    pub(super) then: RwSignal<Option<String>>,
}

impl Saver {
    pub(super) fn new(kept: PlanForm, base: i64, saved_at: DateTime<Utc>) -> Self {
        Self {
            state: RwSignal::new(SaveState::Saved(saved_at)),
            clash: RwSignal::new(None),
            kept: StoredValue::new(kept),
            base: RwSignal::new(base),
            under_way: StoredValue::new(false),
            pause: StoredValue::new(None),
            then: RwSignal::new(None),
        }
    }

    /// The form as the server has it.
    pub(super) fn kept(self) -> Option<PlanForm> {
        self.kept.try_get_value()
    }

    /// Revision the next save starts from.
    pub(super) fn base(self) -> Signal<i64> {
        self.base.into()
    }

    /// Saving again is of no use before the nurse has decided something. So is saving for a page that is gone.
    fn is_stuck(self) -> bool {
        let stuck = |state: &SaveState| matches!(state, SaveState::Clashed | SaveState::Closed);
        self.state.try_with_untracked(stuck).unwrap_or(true)
    }

    fn wait(self, then: impl FnOnce() + 'static) {
        self.stop_waiting();
        self.pause.set_value(set_timeout_with_handle(then, PAUSE).ok());
    }

    fn stop_waiting(self) {
        if let Some(Some(handle)) = self.pause.try_get_value() {
            handle.clear();
        }
    }
}

impl Editor {
    /// Something on the page is not kept yet.
    fn is_unsaved(self) -> bool {
        self.form
            .try_with_untracked(|form| self.saver.kept.try_with_value(|kept| form != kept))
            .flatten()
            .unwrap_or(false)
    }

    /// Saves after each pause in typing, before the page is left, and warns when the tab is closed too soon.
    pub(super) fn save_while_typing(self) {
        let saver = self.saver;
        Effect::new(move |_| {
            self.form.track();
            if !saver.is_stuck() && self.is_unsaved() {
                saver.state.set(SaveState::Saving);
                saver.wait(move || self.save());
            }
        });
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            if !self.is_unsaved() {
                return;
            }
            // Whoever goes to log in again finds everything as it was; anybody else is asked whether to leave.
            let logged_out = matches!(saver.state.try_get_untracked(), Some(SaveState::Failed(AppError::SignedOut)));
            if !(self.keep() && logged_out) {
                event.prevent_default();
            }
        });
        let online = window_event_listener(leptos::ev::online, move |_| self.save());
        on_cleanup(move || {
            leaving.remove();
            online.remove();
            saver.stop_waiting();
            self.save_at_leaving();
        });
    }

    /// Saves now. While a save is under way the next one waits for its answer; a clash is settled first.
    pub(super) fn save(self) {
        let saver = self.saver;
        saver.stop_waiting();
        if saver.under_way.get_value() || saver.is_stuck() {
            return;
        }
        saver.under_way.set_value(true);
        saver.state.set(SaveState::Saving);
        let (place, base, sent) = (self.place.get_value(), saver.base.get_untracked(), self.form.get_untracked());
        spawn_local(async move {
            let answer = save_draft(place.practice, place.patient, place.draft, base, sent.clone()).await;
            // The page may be gone by now.
            if saver.under_way.try_set_value(false).is_none() {
                self.saved(sent, answer);
            }
        });
    }

    fn saved(self, sent: PlanForm, answer: Result<SaveAnswer, AppError>) {
        let saver = self.saver;
        match answer {
            Ok(SaveAnswer::Saved { revision, saved_at, form }) => {
                saver.base.set(revision);
                self.take_in(sent, &form);
                if self.is_unsaved() {
                    self.save();
                } else {
                    self.remember(&mut |memory| memory.history.rest());
                    self.forget();
                    saver.state.set(SaveState::Saved(saved_at));
                }
            }
            Ok(SaveAnswer::Conflict(conflict)) => self.clash_with(*conflict),
            Ok(SaveAnswer::Closed) => {
                self.forget();
                saver.state.set(SaveState::Closed);
            }
            Err(error) => {
                self.keep();
                saver.then.set(None);
                saver.state.set(SaveState::Failed(error));
            }
        }
    }

    /// Takes what a colleague changed meanwhile into the form, where nothing was typed since `sent`.
    fn take_in(self, mut sent: PlanForm, kept: &PlanForm) {
        let merged: Vec<Field> =
            Field::ALL.iter().copied().filter(|field| sent.get(*field) != kept.get(*field)).collect();
        if !merged.is_empty() {
            self.form.update(|form| {
                for field in merged {
                    if form.typed(field) == sent.typed(field) {
                        form.set(field, kept.typed(field));
                    }
                    sent.set(field, kept.typed(field));
                }
            });
        }
        self.saver.kept.set_value(sent);
    }

    fn clash_with(self, conflict: DraftConflict) {
        let saver = self.saver;
        let mut form = self.form.get_untracked();
        let fields = saver.kept.with_value(|base| clashes(&mut form, Some(base), &conflict));
        saver.then.set(None);
        saver.state.set(SaveState::Clashed);
        saver.clash.set(Some(ClashView::new(conflict, fields)));
        self.form.set(form);
    }

    /// Settles a clash with the texts chosen for each field, and saves on top of the colleague's revision.
    pub(super) fn settle(self, theirs: &[Field]) {
        let saver = self.saver;
        let Some(clash) = saver.clash.get_untracked() else { return };
        saver.base.set(clash.revision);
        saver.kept.set_value(clash.theirs.clone());
        saver.clash.set(None);
        saver.state.set(SaveState::Saving);
        self.form.update(|form| {
            for field in theirs {
                form.set(*field, clash.theirs.typed(*field));
            }
        });
        self.save();
    }

    /// Saves what is open, then goes to `address`.
    pub(super) fn save_and_go(self, address: String) {
        let saver = self.saver;
        if saver.is_stuck() {
            return;
        }
        saver.then.set(Some(address));
        if self.is_unsaved() {
            self.save();
        }
    }

    /// The page is being left for another: what is unsaved is sent on its way.
    fn save_at_leaving(self) {
        if self.saver.is_stuck() || !self.is_unsaved() {
            return;
        }
        let (Some(place), Some(base), Some(form)) =
            (self.place.try_get_value(), self.saver.base.try_get_untracked(), self.form.try_get_untracked())
        else {
            return;
        };
        self.keep();
        spawn_local(async move {
            let key = format!("typed/{}", place.draft);
            if save_draft(place.practice, place.patient, place.draft, base, form).await.is_ok() {
                tab_store::forget(&key);
            }
        });
    }
}
