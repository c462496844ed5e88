use domain::OdsCode;
use domain::diary::best::BestHint;
use domain::patient::PatientRecord;
use leptos::prelude::*;

use super::api::{DiscardDraft, record};
use super::cards::{invitation_card, register_card};
use super::history::history;
use super::others::others_card;
use super::plan::{draft_card, plan_card};
use super::start::start_plan;
use super::visit::visit_card;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{patient_strip, refused};
use crate::ui::{Breadcrumb, Card, ColumnKind, Columns, Heading, Page, Stack, Tag, Tone};

#[component]
pub fn RecordPage() -> impl IntoView {
    let place = place::patient();
    let discard = ServerAction::<DiscardDraft>::new();
    let record = load(
        move || (place.get(), discard.version().get()),
        |(place, _)| async move {
            match place {
                Some((practice, patient)) => record(practice.clone(), patient).await.map(|record| (practice, record)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match record.ready().await {
                    Ok((practice, record)) => shown(&practice, record, discard),
                    Err(error) => refused(&error),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn shown(practice: &OdsCode, record: PatientRecord, discard: ServerAction<DiscardDraft>) -> AnyView {
    let trail = vec![
        (record.practice_name.clone(), Some(routes::practice(practice))),
        ("Patients".into(), Some(routes::patients(practice))),
        ("Patient record".into(), None),
    ];
    let patient = &record.patient;
    let strip = patient_strip(&patient.name, patient.date_of_birth, &patient.nhs_number, record.today, String::new());
    let plan = plan_card(practice, &record);
    let draft = draft_card(practice, &record, discard);
    let start = record.draft.is_none().then(|| start_plan(practice, &record));
    let best = record.best_hint.as_ref().map(best_hint);
    let (invitation, register) = (invitation_card(practice, &record), register_card(&record));
    let others = others_card(practice, &record);
    let visit = visit_card(practice, &record);
    let history = history(practice, &record);
    view! {
        {strip}
        <Page title="Patient record" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Patient record"/>
            <Columns kind=ColumnKind::ThreeTwo>
                <Stack>{best} {plan} {draft} {start}</Stack>
                <Stack>{visit} {invitation} {others} {register}</Stack>
            </Columns>
            <div class="mt-6">{history}</div>
        </Page>
    }
    .into_any()
}

/// Readings of the diary above the best peak flow of the plan: a hint, and no change of the plan.
fn best_hint(hint: &BestHint) -> AnyView {
    let words = hint.words();
    view! {
        <Card heading="Best peak flow" edge=Tone::Yellow>
            <p><Tag tone=Tone::Yellow text="Check the best peak flow"/></p>
            <p class="mb-0">{words} " Reported by the patient."</p>
        </Card>
    }
    .into_any()
}
