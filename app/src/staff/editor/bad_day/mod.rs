//! "What would the patient see?": a day set by sliders, and hour by hour the zone and the words of the open draft for
//! it. The answers are those of the patient's phone. Nothing of it is kept or sent.

mod controls;
mod outcome;

use domain::diary::bad_day::{BadDay, Preset, Told};
use domain::plan::Thresholds;
use leptos::prelude::*;

use super::state::Editor;
use crate::ui::{Button, ButtonKind, ButtonType, ColumnKind, Columns, Expander, Gap, Row, Stack};

/// Where a link leads to the panel.
pub(super) const ANCHOR: &str = "bad-day";

/// The day that is tried: a day to start from, and what was changed of it.
#[derive(Clone, Copy, PartialEq)]
struct Tried {
    preset: Preset,
    changed: Option<BadDay>,
}

impl Tried {
    /// The day with readings that the lines of the draft have a use for: lines come and go while the form is typed.
    fn day(self, lines: Option<Thresholds>) -> BadDay {
        let start = self.preset.day(lines);
        let day = self.changed.unwrap_or(start);
        let blows = day.peak_flow.or(start.peak_flow);
        BadDay { peak_flow: lines.zip(blows).map(|(lines, blows)| blows.at_most(lines.best)), ..day }
    }
}

/// What the parts of the panel share.
#[derive(Clone, Copy)]
struct Trial {
    editor: Editor,
    tried: RwSignal<Tried>,
    /// Peak-flow lines of the draft.
    lines: Memo<Option<Thresholds>>,
    /// The day as it counts.
    day: Memo<BadDay>,
    /// What the phone would say on it.
    told: Memo<Vec<Told>>,
}

impl Trial {
    fn new(editor: Editor, tried: RwSignal<Tried>) -> Self {
        let content = Memo::new(move |_| {
            editor.form.with(|form| editor.ground.with_value(|ground| form.content(&ground.template, &ground.facts)))
        });
        let lines = Memo::new(move |_| content.with(|plan| plan.peak_flow.as_ref().map(|section| section.thresholds)));
        let day = Memo::new(move |_| tried.get().day(lines.get()));
        let told = Memo::new(move |_| content.with(|plan| day.get().play(Some(plan))));
        Self { editor, tried, lines, day, told }
    }

    fn change(self, change: impl Fn(&mut BadDay)) {
        let mut day = self.day.get_untracked();
        change(&mut day);
        self.tried.update(|tried| tried.changed = Some(day));
    }

    fn start_from(self, preset: Preset) {
        self.tried.set(Tried { preset, changed: None });
    }
}

/// The panel under the form. It needs the page awake; before that it is not there.
pub(super) fn bad_day(editor: Editor, awake: Signal<bool>, open: RwSignal<bool>) -> AnyView {
    let tried = RwSignal::new(Tried { preset: Preset::Cold, changed: None });
    view! {
        <section id=ANCHOR tabindex="-1" class="mt-6 print:hidden" hidden=move || !awake.get()>
            <Expander summary="What would the patient see?" open=open>{panel(Trial::new(editor, tried))}</Expander>
        </section>
    }
    .into_any()
}

fn panel(trial: Trial) -> AnyView {
    let presets = Preset::ALL
        .map(|preset| {
            let start = Callback::new(move |()| trial.start_from(preset));
            view! {
                <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=start>{preset.title()}</Button>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    view! {
        <Stack gap=Gap::Small>
            <p>"Set a day and read hour by hour what the phone would say if the patient checked in. Nothing here changes the plan."</p>
            <div role="group" aria-label="Start from"><Row gap=Gap::Small>{presets}</Row></div>
        </Stack>
        {outcome::strip(trial)}
        <div class="mt-4">
            <Columns kind=ColumnKind::Halves>
                <div>{controls::controls(trial)}</div>
                <div>{outcome::outcome(trial)}</div>
            </Columns>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::diary::bad_day::Blows;

    use super::*;

    fn lines(best: u16) -> Option<Thresholds> {
        Thresholds::new(best, best * 8 / 10, best * 6 / 10, None).ok()
    }

    #[test]
    fn readings_come_and_go_with_the_lines_of_the_draft_and_never_pass_its_best() {
        let untouched = Tried { preset: Preset::Cold, changed: None };
        assert_eq!(untouched.day(None).peak_flow, None);
        assert_eq!(untouched.day(lines(400)).peak_flow.map(Blows::morning), Some(400));
        let changed = Tried { changed: Some(untouched.day(None)), ..untouched };
        assert_eq!(changed.day(lines(400)).peak_flow, untouched.day(lines(400)).peak_flow);
        let high = Tried { changed: Some(untouched.day(lines(500))), ..untouched };
        assert_eq!(high.day(lines(300)).peak_flow.map(|blows| (blows.morning(), blows.worst())), Some((300, 300)));
        assert_eq!(high.day(None).peak_flow, None);
    }
}
