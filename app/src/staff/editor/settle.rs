//! Two people changed the same fields: which text stands, field by field. Nothing is decided without a choice.

use std::collections::BTreeMap;

use domain::plan::views::DraftConflict;
use domain::plan::{Field, PlanForm};

/// Whose text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Mine,
    Theirs,
}

impl Side {
    /// The word the form posts.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Mine, Self::Theirs].into_iter().find(|side| side.as_str() == text)
    }
}

/// Name of the choice for a field.
pub(super) fn choice_name(field: Field) -> String {
    format!("keep_{}", field.name())
}

/// Names the fields between which the posted form chooses.
pub(super) const LISTED: &str = "listed";

/// A field that both changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clash {
    pub(super) field: Field,
    pub(super) mine: String,
    pub(super) theirs: String,
}

/// What both changed. Fields that only the other changed since `base` are taken into `form` at once; without a base
/// every difference is asked about.
pub(super) fn clashes(form: &mut PlanForm, base: Option<&PlanForm>, conflict: &DraftConflict) -> Vec<Clash> {
    let mut clashes = Vec::new();
    for field in Field::ALL.iter().copied() {
        let (mine, theirs) = (form.get(field).to_owned(), conflict.theirs.get(field).to_owned());
        let untouched = base.is_some_and(|base| base.get(field) == mine);
        let theirs_untouched = base.is_some_and(|base| base.get(field) == theirs);
        if mine == theirs || theirs_untouched {
            continue;
        }
        if untouched {
            form.set(field, &theirs);
        } else {
            clashes.push(Clash { field, mine, theirs });
        }
    }
    clashes
}

/// The choices a browser posted.
pub(super) fn choices(posted: &BTreeMap<String, String>) -> BTreeMap<Field, Side> {
    let chosen = |field: &Field| Some((*field, Side::parse(posted.get(&choice_name(*field))?)?));
    Field::ALL.iter().filter_map(chosen).collect()
}

/// Applies the choices a browser posted. Answers the listed fields that still lack one: then nothing may be saved.
#[cfg(feature = "ssr")]
pub(super) fn settle(form: &mut PlanForm, theirs: &PlanForm, posted: &BTreeMap<String, String>) -> Vec<Field> {
    let listed = posted.get(LISTED).map_or("", String::as_str);
    let chosen = choices(posted);
    let mut undecided = Vec::new();
    for field in listed.split(',').filter_map(Field::by_name) {
        match chosen.get(&field) {
            Some(Side::Theirs) => form.set(field, theirs.typed(field)),
            Some(Side::Mine) => {}
            None => undecided.push(field),
        }
    }
    undecided
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn form(pairs: &[(Field, &str)]) -> PlanForm {
        let mut form = PlanForm::default();
        for (field, text) in pairs {
            form.set(*field, text);
        }
        form
    }

    fn conflict(theirs: PlanForm) -> DraftConflict {
        DraftConflict {
            revision: 3,
            saved_by: "Sam Patel".into(),
            saved_at: DateTime::UNIX_EPOCH,
            mine: PlanForm::default(),
            theirs,
        }
    }

    #[test]
    fn only_what_both_changed_is_asked_about_and_nothing_is_lost() {
        let base = form(&[(Field::Note, "a"), (Field::Triggers, "dust"), (Field::ContactName, "Ann")]);
        let mut mine = form(&[(Field::Note, "b"), (Field::Triggers, "dust"), (Field::ContactName, "Bea")]);
        let theirs = form(&[(Field::Note, "c"), (Field::Triggers, "dust, cats"), (Field::ContactName, "Ann")]);
        let found = clashes(&mut mine, Some(&base), &conflict(theirs));
        assert_eq!(found, [Clash { field: Field::Note, mine: "b".into(), theirs: "c".into() }]);
        assert_eq!(mine.get(Field::Triggers), "dust, cats");
        assert_eq!(mine.get(Field::ContactName), "Bea");
    }

    #[test]
    fn without_a_base_every_difference_is_asked_about() {
        let mut mine = form(&[(Field::Note, "b")]);
        let theirs = form(&[(Field::Triggers, "cats")]);
        assert_eq!(clashes(&mut mine, None, &conflict(theirs)).len(), 2);
    }

    #[test]
    fn a_listed_field_without_a_choice_is_not_saved() {
        let mut mine = form(&[(Field::Note, "b")]);
        let theirs = form(&[(Field::Note, "c")]);
        let mut posted = BTreeMap::from([(LISTED.to_owned(), "note".to_owned())]);
        assert_eq!(settle(&mut mine, &theirs, &posted), [Field::Note]);
        posted.insert("keep_note".into(), "theirs".into());
        assert_eq!(settle(&mut mine, &theirs, &posted), []);
        assert_eq!(mine.get(Field::Note), "c");
    }
}
