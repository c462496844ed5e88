//! Peak flow: best, when and with what it was measured, and the lines between the zones.

use domain::plan::content::Meter;
use domain::plan::{Field, PlanForm, Template};
use domain::time::say_date;
use leptos::prelude::*;

use super::controls::{Look, radios, text, yes_or_no};
use super::state::Editor;
use crate::staff::say;
use crate::ui::{Choice, Details, InputWidth, Keyboard};

pub(super) fn peak_flow(editor: Editor) -> AnyView {
    let uses = editor.is_yes(Field::UsesPeakFlow);
    let last = editor.ground.with_value(|ground| {
        let section = ground.facts.last_signed.as_ref()?.peak_flow.as_ref()?;
        Some(format!("Last plan: {} on {}", section.thresholds.best, say_date(section.measured_on)))
    });
    let best = Look {
        hint: last,
        unit: Some("litres per minute"),
        width: InputWidth::Four,
        keyboard: Keyboard::Number,
        ..Look::default()
    };
    let measured = Look { hint: Some("For example, 14/10/2026".into()), width: InputWidth::Ten, ..Look::default() };
    let meters = [Meter::Eu, Meter::Wright].map(|meter| Choice::new(meter.as_str(), say::meter(meter))).into();
    view! {
        {yes_or_no(editor, Field::UsesPeakFlow, "A plan by symptoms alone is complete too, and usual under 12.")}
        <div hidden=move || !uses.get()>
            {text(editor, Field::BestPeakFlow, best)}
            {text(editor, Field::BestMeasuredOn, measured)}
            {radios(editor, Field::Meter, "Every UK meter since 2004 has the EU scale.", meters)}
            {suggested(editor)}
            <Details summary="Set the lines by hand">
                <p>"Leave a line blank to take the template’s percentage. A line of your own asks for a reason when you sign."</p>
                {line(editor, Field::AmberBelow)}
                {line(editor, Field::RedBelow)}
                {line(editor, Field::EmergencyBelow)}
            </Details>
        </div>
    }
    .into_any()
}

fn line(editor: Editor, field: Field) -> AnyView {
    let look = Look {
        unit: Some("litres per minute"),
        width: InputWidth::Four,
        keyboard: Keyboard::Number,
        optional: true,
        ..Look::default()
    };
    text(editor, field, look)
}

fn suggested(editor: Editor) -> AnyView {
    let lines = Memo::new(move |_| {
        editor.form.with(|form| editor.ground.with_value(|ground| sentences(form, &ground.template)))
    });
    view! {
        <div class="mb-4 border-s-4 border-mark bg-tint px-4 py-2">
            {move || {
                let lines = lines.get();
                if lines.is_empty() {
                    view! { <p>"Enter the best peak flow to see the lines between the zones."</p> }.into_any()
                } else {
                    lines.into_iter().map(|line| view! { <p class="mb-1">{line}</p> }).collect_view().into_any()
                }
            }}
        </div>
    }
    .into_any()
}

/// Each line in a sentence: "Amber zone: below 364 (80% of 455)".
pub(super) fn sentences(form: &PlanForm, template: &Template) -> Vec<String> {
    let Some(best) = form.number(Field::BestPeakFlow) else { return Vec::new() };
    let sentence = |field: Field, title: &str| {
        let line = form.line(field, template)?;
        let why = match template.percent(field).map(|percent| (percent, template.line_at(best, percent))) {
            Some((percent, suggested)) if line == suggested => format!("{percent}% of {best}"),
            Some((percent, suggested)) => format!("set by hand; {percent}% of {best} is {suggested}"),
            None => "set by hand".into(),
        };
        Some(format!("{title}: below {line} ({why})"))
    };
    [
        sentence(Field::AmberBelow, "Amber zone"),
        sentence(Field::RedBelow, "Red zone"),
        sentence(Field::EmergencyBelow, "Call 999 on the reading alone"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use domain::plan::TemplateId;

    use super::*;

    #[test]
    fn lines_are_said_with_their_percentage_and_what_was_set_by_hand_says_so() {
        let template = TemplateId::AdultPreventer.template();
        let mut form = PlanForm::default();
        assert!(sentences(&form, &template).is_empty());
        form.set(Field::BestPeakFlow, "455");
        form.set(Field::RedBelow, "300");
        assert_eq!(
            sentences(&form, &template),
            [
                "Amber zone: below 364 (80% of 455)",
                "Red zone: below 300 (set by hand; 60% of 455 is 273)",
                "Call 999 on the reading alone: below 182 (40% of 455)",
            ]
        );
    }
}
