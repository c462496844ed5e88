use domain::plan::Problem;
use domain::plan::review::ReviewState;
use domain::plan::second::{Why, second_person};
use domain::plan::views::DraftView;
use domain::{OdsCode, PatientId, Role};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::{ASK, SignPlan};
use super::attest::{Attest, attest, certificate};
use super::changes;
use super::problems::{advice, reasons, stops};
use crate::forms::Returned;
use crate::routes;
use crate::staff::effort::{counter, effort_field};
use crate::ui::{Button, ButtonKind, ButtonLink, InsetText, SectionHeading};

/// The last step: what changed, reasons, the date of birth typed again, the statement and one button.
pub(super) fn sign_form(
    practice: &OdsCode,
    patient: PatientId,
    draft: &DraftView,
    problems: &[Problem],
    action: ServerAction<SignPlan>,
    state: Signal<Returned>,
) -> AnyView {
    let editor = routes::editor(practice, patient);
    if let Some(instead) = instead(practice, patient, draft, problems, &editor) {
        return view! { {changes::table(draft, None)} <section>{instead}</section> }.into_any();
    }
    let counted = counter();
    counted.go_on(draft.id);
    let age = draft.facts.age();
    let number = draft.last_number.unwrap_or(0) + 1;
    let role = draft.signer.role;
    let second = second_person(problems, &draft.template, &draft.facts, role);
    let (act, does) = match &second {
        Some(_) => ("Ask a GP to approve it", format!("put it forward as version {number}")),
        None => ("Sign the plan", format!("sign it as version {number}")),
    };
    let statement = format!(
        "I have read this plan as the patient will read it. It is right for this person, {age} years old, and I {does}."
    );
    let ground = draft.ground();
    let Attest { lines, button } = attest(&draft.signer, statement, act, state);
    let second_words = second.as_ref().map(|why| second_words(why, problems));
    let must_ask = second.is_some();
    let may_ask = (!must_ask && role == Role::Nurse).then(|| {
        view! { <Button kind=ButtonKind::Secondary name=ASK value="yes" pending=action.pending()>"Ask a GP to approve it first"</Button> }
    });
    let ask_name = must_ask.then(|| view! { <input type="hidden" name=ASK value="yes"/> });
    let (advice, reasons, changes) = (advice(problems), reasons(problems, state), changes::table(draft, Some(state)));
    let (practice, draft, revision) = (practice.to_string(), draft.id.to_string(), draft.revision.to_string());
    view! {
        <ActionForm action=action>
            <input type="hidden" name="practice" value=practice/>
            <input type="hidden" name="patient" value=patient.to_string()/>
            <input type="hidden" name="draft" value=draft/>
            <input type="hidden" name="revision" value=revision/>
            <input type="hidden" name="template" value=ground.template.to_string()/>
            <input type="hidden" name="formulary" value=ground.formulary.to_string()/>
            {effort_field(counted)}
            {ask_name}
            {changes}
            <SectionHeading text="Sign" id="sign"/>
            {advice}
            {second_words}
            {reasons}
            {lines}
            <p class="flex flex-wrap items-center gap-6">
                <Button pending=action.pending()>{button}</Button>
                {may_ask}
                <a href=editor>"Back to the editor"</a>
            </p>
        </ActionForm>
    }
    .into_any()
}

/// What stands where the form would be: the plan cannot be signed here and now.
fn instead(
    practice: &OdsCode,
    patient: PatientId,
    draft: &DraftView,
    problems: &[Problem],
    editor: &str,
) -> Option<AnyView> {
    let back = editor.to_owned();
    if draft.review.as_ref().is_some_and(|review| review.state == ReviewState::Waiting) {
        let address = routes::review(practice, patient);
        return Some(
            view! {
                <SectionHeading text="Waiting for a second person" id="sign"/>
                <p>"This draft is with a GP. Open the review to see what was said, or to take the draft back."</p>
                <p><ButtonLink href=address>"Open the review"</ButtonLink></p>
            }
            .into_any(),
        );
    }
    let stops = stops(problems, editor);
    let missing = if draft.signer.certified.is_current() { None } else { certificate(&draft.signer) };
    if stops.is_some() || missing.is_some() {
        return Some(
            view! {
                <SectionHeading text="Sign" id="sign"/>
                {missing}
                {stops}
                <p><a href=back>"Back to the editor"</a></p>
            }
            .into_any(),
        );
    }
    None
}

fn second_words(why: &Why, problems: &[Problem]) -> AnyView {
    let lines = why.sentences(problems).into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <div class="mb-4"><InsetText>
            <p><strong>"A second person approves this plan."</strong></p>
            <ul class="bullets">{lines}</ul>
            <p>"It goes to the inbox of this practice’s GPs with your reasons. The patient sees it once a GP has approved it."</p>
        </InsetText></div>
    }
    .into_any()
}
