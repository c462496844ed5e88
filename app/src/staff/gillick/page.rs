use domain::gillick::QUESTIONS;
use domain::parents::ActingPage;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::Assess;
use crate::forms::{self, FormAnswer, Returned, problem, value};
use crate::load::load;
use crate::routes;
use crate::staff::people::acting;
use crate::staff::place;
use crate::staff::shared::{lines, patient_strip, refused};
use crate::ui::{Breadcrumb, Button, Choice, ErrorSummary, Heading, Page, Radios, Stack, Textarea};

/// The form.
#[component]
pub fn GillickPage() -> impl IntoView {
    let place = place::patient();
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let opened = load(
        move || place.get(),
        |place| async move {
            match place {
                Some((practice, patient)) => {
                    acting(practice.clone(), patient).await.map(|page| (practice, patient, page))
                }
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((practice, patient, page)) => shown(&practice, patient, &page, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(practice: &OdsCode, patient: PatientId, page: &ActingPage, state: Signal<Returned>) -> AnyView {
    let trail = vec![
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        ("People".into(), Some(routes::acting(practice, patient))),
        ("Gillick assessment".into(), None),
    ];
    let record = &page.patient;
    let strip = patient_strip(&record.name, record.date_of_birth, &record.nhs_number, page.today, String::new());
    let yes_or_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let questions = QUESTIONS.map(|(field, question)| {
        view! {
            <Radios
                name=field
                legend=question
                choices=yes_or_no()
                value=value(state, field)
                error=problem(state, field)
                small=true
                inline=true
            />
        }
        .into_any()
    });
    let outcomes = vec![
        Choice::new("competent", "Gillick competent").hint("Can join alone from 13 years of age"),
        Choice::new("not_competent", "Not Gillick competent").hint("Joins with a parent or carer"),
    ];
    let errors = Signal::derive(move || lines(&state.read().problems));
    let heading = format!("Assess Gillick competence: {}", record.name);
    let practice = practice.to_string();
    view! {
        {strip}
        <Page title="Gillick assessment">
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text=heading/>
            <p>"Talk with the young person, alone if they wish. Your name and the time are kept with it."</p>
            <form method="post" action=Assess::url() novalidate>
                <input type="hidden" name="practice" value=practice/>
                <input type="hidden" name="patient" value=patient.to_string()/>
                <Stack>
                    {questions.into_iter().collect_view()}
                    <Textarea name="notes" label="Notes (you can leave this out)" value=value(state, "notes") error=problem(state, "notes") rows=4/>
                    <Radios name="outcome" legend="What do you conclude?" choices=outcomes value=value(state, "outcome") error=problem(state, "outcome")/>
                    <Button>"Record the assessment"</Button>
                </Stack>
            </form>
        </Page>
    }
    .into_any()
}
