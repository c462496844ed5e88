use domain::plan::Problem;
use domain::plan::views::DraftView;
use domain::{OdsCode, PatientId};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::SignPlan;
use super::problems::{advice, reasons, stops};
use crate::forms::{Returned, problem, value};
use crate::routes;
use crate::staff::effort::{counter, effort_field};
use crate::ui::{Button, DateInput, SectionHeading};

/// The last step: reasons, the date of birth typed again, the statement and one button.
pub(super) fn sign_form(
    practice: &OdsCode,
    patient: PatientId,
    draft: &DraftView,
    problems: &[Problem],
    action: ServerAction<SignPlan>,
    state: Signal<Returned>,
) -> AnyView {
    let editor = routes::editor(practice, patient);
    if let Some(stops) = stops(problems, &editor) {
        return view! { {stops} <p><a href=editor>"Back to the editor"</a></p> }.into_any();
    }
    let counted = counter();
    counted.go_on(draft.id);
    let age = draft.facts.age();
    let statement = format!(
        "I have read this plan as the patient will read it. It is right for this person, {age} years old, and I sign it as version {}.",
        draft.last_number.unwrap_or(0) + 1
    );
    let ground = draft.ground();
    let (advice, reasons) = (advice(problems), reasons(problems, state));
    let (practice, draft, revision) = (practice.to_string(), draft.id.to_string(), draft.revision.to_string());
    view! {
        <SectionHeading text="Sign" id="sign"/>
        {advice}
        <ActionForm action=action>
            <input type="hidden" name="practice" value=practice/>
            <input type="hidden" name="patient" value=patient.to_string()/>
            <input type="hidden" name="draft" value=draft/>
            <input type="hidden" name="revision" value=revision/>
            <input type="hidden" name="template" value=ground.template.to_string()/>
            <input type="hidden" name="formulary" value=ground.formulary.to_string()/>
            {effort_field(counted)}
            {reasons}
            <DateInput
                name="born"
                legend="Type the patient’s date of birth"
                hint="From the person, their papers or your clinical system: it shows that this is the right record"
                day=value(state, "born_day")
                month=value(state, "born_month")
                year=value(state, "born_year")
                error=problem(state, "born")
            />
            <p>{statement}</p>
            <p class="flex flex-wrap items-center gap-6">
                <Button pending=action.pending()>"Sign the plan"</Button>
                <a href=editor>"Back to the editor"</a>
            </p>
        </ActionForm>
    }
    .into_any()
}
