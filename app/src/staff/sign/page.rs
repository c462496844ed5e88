use domain::plan::Problem;
use domain::plan::rules::check;
use domain::plan::views::DraftView;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use super::api::{SignPlan, WHOLE};
use super::figures::figures;
use super::form::sign_form;
use crate::forms::{self, FormAnswer, Returned};
use crate::load::load;
use crate::plan_words::{EmergencySteps, PlanZones};
use crate::routes;
use crate::staff::editor::open_draft;
use crate::staff::place;
use crate::staff::shared::{lines, refusal_text, refused, strip};
use crate::ui::{
    ButtonLink, ColumnKind, Columns, DraftMark, ErrorSummary, FieldError, Heading, Page, SectionHeading, Stack,
};

#[component]
pub fn SignPage() -> impl IntoView {
    let place = place::patient();
    let action = ServerAction::<SignPlan>::new();
    let answer = action.value();
    let state = forms::state(answer);
    // A draft that was saved meanwhile is fetched again and read again before it is signed.
    let changed = Memo::new(move |_| {
        let again = matches!(answer.get(), Some(Ok(FormAnswer::Again(returned))) if returned.problems.iter().any(|p| p.field == WHOLE));
        again.then(|| action.version().get())
    });
    let draft = load(
        move || (place.get(), changed.get()),
        |(place, _)| async move {
            match place {
                Some((practice, patient)) => {
                    open_draft(practice.clone(), patient).await.map(|draft| (practice, patient, draft))
                }
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match draft.ready().await {
                    Ok((practice, patient, Some(draft))) => shown(&practice, patient, &draft, action, state),
                    Ok((practice, patient, None)) => nothing(&practice, patient),
                    Err(error) => refused(&error),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn nothing(practice: &OdsCode, patient: PatientId) -> AnyView {
    let address = routes::patient(practice, patient);
    view! {
        <Page title="Nothing to sign">
            <Stack>
                <Heading text="Nothing to sign"/>
                <p>"There is no open draft. It may have been signed or discarded."</p>
                <p><ButtonLink href=address>"Open the record"</ButtonLink></p>
            </Stack>
        </Page>
    }
    .into_any()
}

fn shown(
    practice: &OdsCode,
    patient: PatientId,
    draft: &DraftView,
    action: ServerAction<SignPlan>,
    state: Signal<Returned>,
) -> AnyView {
    let problems: Vec<Problem> = check(&draft.form, &draft.template, &draft.facts);
    let content = draft.form.content(&draft.template, &draft.facts);
    let words = content.words();
    let emergency = words.emergency.clone();
    let answer = action.value();
    let errors = Signal::derive(move || match answer.get() {
        Some(Err(error)) => vec![FieldError { field: "sign".into(), message: refusal_text(&error) }],
        _ => lines(&state.read().problems),
    });
    let figures = figures(&content);
    let form = sign_form(practice, patient, draft, &problems, action, state);
    let strip = strip(&draft.facts, format!("Template {}, v{}", draft.template.name, draft.template.version));
    view! {
        {strip}
        <Page title="Review and sign an asthma plan" wide=true>
            <ErrorSummary errors=errors/>
            <div id=WHOLE tabindex="-1">
                <Heading text="Review and sign"/>
            </div>
            <div class="mb-4"><DraftMark/></div>
            <Columns kind=ColumnKind::ThreeTwo>
                <section>
                    <SectionHeading text="The plan as the patient will read it"/>
                    <PlanZones words=words/>
                    <h3 class="mt-4">"In an asthma attack"</h3>
                    <EmergencySteps steps=emergency/>
                </section>
                <Stack>
                    {figures}
                    <section>{form}</section>
                </Stack>
            </Columns>
        </Page>
    }
    .into_any()
}
