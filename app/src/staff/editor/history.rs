//! What was changed on this page, step by step, to take it back. Only one's own changes: what a colleague wrote into a
//! field since is left alone.

use domain::plan::{Field, PlanForm};

/// Steps that are kept.
const KEPT: usize = 50;

/// One change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) field: Field,
    pub(super) was: String,
    pub(super) now: String,
}

/// Changes that can be taken back, and those that were.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The last step is still being typed.
    typing: bool,
}

impl History {
    /// Notes a change. Typing on in one field is one step.
    pub(super) fn note(&mut self, field: Field, was: &str, now: &str, typed: bool) {
        self.undone.clear();
        match self.done.last_mut().filter(|last| typed && self.typing && last.field == field && last.now == was) {
            Some(last) => now.clone_into(&mut last.now),
            None => {
                self.done.push(Step { field, was: was.to_owned(), now: now.to_owned() });
                if self.done.len() > KEPT {
                    self.done.remove(0);
                }
            }
        }
        self.typing = typed;
    }

    /// The field was left or the text was saved: what is typed next is another step.
    pub(super) fn rest(&mut self) {
        self.typing = false;
    }

    /// Takes back the last change that still stands in the form: the step to apply, from `now` to `was`.
    pub(super) fn undo(&mut self, form: &PlanForm) -> Option<Step> {
        self.typing = false;
        let step = last_that_stands(&mut self.done, |step| form.typed(step.field) == step.now)?;
        self.undone.push(step.clone());
        Some(Step { was: step.now, now: step.was, ..step })
    }

    /// Does again what was taken back last.
    pub(super) fn redo(&mut self, form: &PlanForm) -> Option<Step> {
        self.typing = false;
        let step = last_that_stands(&mut self.undone, |step| form.typed(step.field) == step.was)?;
        self.done.push(step.clone());
        Some(step)
    }
}

/// Steps over which somebody else wrote are forgotten on the way.
fn last_that_stands(steps: &mut Vec<Step>, stands: impl Fn(&Step) -> bool) -> Option<Step> {
    while let Some(step) = steps.pop() {
        if stands(&step) {
            return Some(step);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Desk {
        form: PlanForm,
        history: History,
    }

    impl Desk {
        fn write(&mut self, field: Field, text: &str, typed: bool) {
            let was = self.form.typed(field).to_owned();
            self.history.note(field, &was, text, typed);
            self.form.set(field, text);
        }

        fn go(&mut self, take: fn(&mut History, &PlanForm) -> Option<Step>) -> Option<(Field, String)> {
            let step = take(&mut self.history, &self.form)?;
            self.form.set(step.field, &step.now);
            Some((step.field, step.now))
        }
    }

    #[test]
    fn a_burst_of_typing_is_one_step_and_each_choice_is_another() {
        let mut desk = Desk::default();
        for text in ["p", "po", "pollen"] {
            desk.write(Field::Triggers, text, true);
        }
        desk.history.rest();
        desk.write(Field::Triggers, "pollen, cats", true);
        desk.write(Field::PreventerMorning, "1", false);
        desk.write(Field::PreventerMorning, "2", false);
        assert_eq!(desk.go(History::undo), Some((Field::PreventerMorning, "1".into())));
        assert_eq!(desk.go(History::undo), Some((Field::PreventerMorning, String::new())));
        assert_eq!(desk.go(History::undo), Some((Field::Triggers, "pollen".into())));
        assert_eq!(desk.go(History::undo), Some((Field::Triggers, String::new())));
        assert_eq!(desk.go(History::undo), None);
        assert_eq!(desk.form, PlanForm::default());
        for _ in 0..4 {
            assert!(desk.go(History::redo).is_some());
        }
        assert_eq!(desk.form.typed(Field::Triggers), "pollen, cats");
        assert_eq!(desk.go(History::redo), None);
    }

    #[test]
    fn a_new_change_ends_what_could_be_done_again_and_fifty_steps_are_kept() {
        let mut desk = Desk::default();
        for count in 0..60 {
            desk.write(Field::BestPeakFlow, &format!("{}", 300 + count), false);
        }
        assert!(desk.go(History::undo).is_some());
        desk.write(Field::Note, "x", true);
        assert_eq!(desk.go(History::redo), None);
        let mut steps = 0;
        while desk.go(History::undo).is_some() {
            steps += 1;
        }
        assert_eq!(steps, KEPT);
    }

    #[test]
    fn what_a_colleague_wrote_since_is_left_alone() {
        let mut desk = Desk::default();
        desk.write(Field::ContactName, "Ann", true);
        desk.write(Field::Note, "mine", true);
        // A merge brings a colleague's text into one of the fields.
        desk.form.set(Field::Note, "theirs");
        assert_eq!(desk.go(History::undo), Some((Field::ContactName, String::new())));
        assert_eq!(desk.form.typed(Field::Note), "theirs");
        assert_eq!(desk.go(History::undo), None);
    }
}
