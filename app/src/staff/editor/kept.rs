//! What is typed and cannot be saved is kept by the tab: a session that ends or a line that breaks in the middle of a
//! word loses nothing. It comes back for the same person at the same draft only, on top of what was saved meanwhile.

use domain::StaffId;
use domain::plan::PlanForm;
use domain::plan::views::{DraftConflict, DraftView};
use leptos::prelude::*;

use super::acts::say_done;
use super::save::{ClashView, SaveState};
use super::settle::{Clash, clashes};
use super::state::Editor;
use crate::tab_store;

/// Who typed, what was saved last, what was typed since.
type Kept = (StaffId, PlanForm, PlanForm);

/// Three lines: JSON has no line breaks.
fn written((who, base, mine): &Kept) -> Option<String> {
    let form = |form| serde_json::to_string::<PlanForm>(form).ok();
    Some(format!("{who}\n{}\n{}", form(base)?, form(mine)?))
}

fn read(text: &str) -> Option<Kept> {
    let mut lines = text.lines();
    let who = lines.next()?.parse().ok()?;
    let mut form = || serde_json::from_slice::<PlanForm>(lines.next()?.as_bytes()).ok();
    Some((who, form()?, form()?))
}

/// What is kept, put on top of the draft as it is now. What both changed is asked about.
fn on_top(kept: Kept, draft: &DraftView) -> Option<(PlanForm, Vec<Clash>)> {
    let (who, base, mut mine) = kept;
    if who != draft.opened_by {
        return None;
    }
    let conflict = conflict(draft, &mine);
    let asked = clashes(&mut mine, Some(&base), &conflict);
    (mine != draft.form).then_some((mine, asked))
}

fn conflict(draft: &DraftView, mine: &PlanForm) -> DraftConflict {
    DraftConflict {
        revision: draft.revision,
        saved_by: draft.saved_by.clone(),
        saved_at: draft.saved_at,
        mine: mine.clone(),
        theirs: draft.form.clone(),
    }
}

impl Editor {
    fn kept_key(self) -> Option<String> {
        self.place.try_with_value(|place| format!("typed/{}", place.draft))
    }

    /// Lets the tab keep what is typed and not saved. False when it does not.
    pub(super) fn keep(self) -> bool {
        let form = self.form.try_get_untracked();
        let (Some(key), Some(form)) = (self.kept_key(), form) else { return false };
        let Some(base) = self.saver.kept() else { return false };
        let who = self.opened.with_value(|draft| draft.opened_by);
        written(&(who, base, form)).is_some_and(|text| tab_store::keep(&key, &text))
    }

    /// Everything is saved: the tab forgets it.
    pub(super) fn forget(self) {
        if let Some(key) = self.kept_key() {
            tab_store::forget(&key);
        }
    }

    /// Brings back what the tab kept. In the browser only.
    pub(super) fn take_back(self) {
        let Some(text) = self.kept_key().and_then(|key| tab_store::kept(&key)) else { return };
        let draft = self.opened.get_value();
        let Some((form, asked)) = read(&text).and_then(|kept| on_top(kept, &draft)) else { return self.forget() };
        self.show_everything();
        if asked.is_empty() {
            say_done("What you typed before is back");
        } else {
            self.saver.state.set(SaveState::Clashed);
            self.saver.clash.set(Some(ClashView::new(conflict(&draft, &form), asked)));
        }
        self.form.set(form);
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use chrono::DateTime;
    use domain::certificate::Certified;
    use domain::plan::formulary::starter;
    use domain::plan::rules::PlanFacts;
    use domain::plan::views::SignerView;
    use domain::plan::{Field, TemplateId};
    use domain::{DateOfBirth, DraftId, NhsNumber, PersonName, Role, Sex};
    use uuid::Uuid;

    use super::*;

    fn form(pairs: &[(Field, &str)]) -> PlanForm {
        let mut form = PlanForm::default();
        for (field, text) in pairs {
            form.set(*field, text);
        }
        form
    }

    fn draft(saved: PlanForm) -> Option<DraftView> {
        let born = DateTime::UNIX_EPOCH.date_naive();
        Some(DraftView {
            id: DraftId::from_uuid(Uuid::nil()),
            template: TemplateId::AdultPreventer.template(),
            last_template: None,
            form: saved,
            revision: 7,
            saved_by: "Owen Llewellyn".into(),
            saved_at: DateTime::UNIX_EPOCH,
            facts: PlanFacts {
                today: born,
                name: PersonName { given: "Casey".into(), family: "Hughes".into() },
                date_of_birth: DateOfBirth::from_date(born),
                nhs_number: (999_000_000..).find_map(NhsNumber::from_first_nine)?,
                sex: Sex::Female,
                height_cm: None,
                practice_name: String::new(),
                practice_phone: String::new(),
                current_inhalers: Vec::new(),
                formulary: starter(),
                last_signed: None,
            },
            last_number: None,
            opened_by: StaffId::from_uuid(Uuid::nil()),
            visit: None,
            signer: SignerView {
                name: "Grace Okafor".into(),
                role: Role::Nurse,
                certified: Certified::Never,
                ends_soon: false,
                fresh: true,
            },
            review: None,
            remarks: Vec::new(),
        })
    }

    #[test]
    fn what_is_kept_is_read_as_it_was_written() {
        let kept = (StaffId::from_uuid(Uuid::nil()), form(&[]), form(&[(Field::Note, "two\nlines \"and\" more")]));
        assert_eq!(written(&kept).and_then(|text| read(&text)), Some(kept));
        assert_eq!(read("{}"), None);
    }

    #[test]
    fn what_was_typed_comes_back_on_top_of_what_others_saved_and_for_nobody_else() {
        let base = form(&[(Field::Note, "a"), (Field::Triggers, "dust")]);
        let mine = form(&[(Field::Note, "a, typed when the session ended"), (Field::Triggers, "dust")]);
        let (me, other) = (StaffId::from_uuid(Uuid::nil()), StaffId::from_uuid(Uuid::max()));
        let on = |who, saved: &[(Field, &str)]| {
            draft(form(saved)).and_then(|draft| on_top((who, base.clone(), mine.clone()), &draft))
        };

        let back = on(me, &[(Field::Note, "a"), (Field::Triggers, "dust, cats")]);
        let wanted = form(&[(Field::Note, "a, typed when the session ended"), (Field::Triggers, "dust, cats")]);
        assert_eq!(back, Some((wanted, Vec::new())));

        let asked = on(me, &[(Field::Note, "theirs")]).map(|(_, asked)| asked.len());
        assert_eq!(asked, Some(1), "both changed the note");
        assert_eq!(on(other, &[(Field::Note, "a")]), None, "somebody else logged in");
        assert_eq!(on(me, &[(Field::Note, "a, typed when the session ended"), (Field::Triggers, "dust")]), None);
    }
}
