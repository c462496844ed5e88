use chrono::NaiveDate;
use domain::plan::views::VersionView;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use super::api::{WithdrawPlan, version};
use super::restore::restore;
use super::stamp::{confirmations, not_in_force, stamp};
use super::withdraw::withdraw_form;
use crate::forms::{self, FormAnswer, Returned};
use crate::load::load;
use crate::plan_words::{EmergencySteps, PlanZones, PrintLinks};
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, patient_strip, refusal_text, refused};
use crate::ui::{Breadcrumb, Card, ColumnKind, Columns, ErrorSummary, FieldError, Heading, Page, Stack};

#[component]
pub fn VersionPage() -> impl IntoView {
    let (place, number) = (place::patient(), place::number());
    let action = ServerAction::<WithdrawPlan>::new();
    let answer = action.value();
    let state = forms::state(answer);
    let done = Memo::new(move |_| matches!(answer.get(), Some(Ok(FormAnswer::Done(())))));
    let opened = load(
        move || (place.get(), number.get(), done.get()),
        |(place, number, _)| async move {
            match (place, number) {
                (Some((practice, patient)), Some(number)) => version(practice.clone(), patient, number)
                    .await
                    .map(|(view, today)| (practice, patient, view, today)),
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((practice, patient, view, today)) => shown(&practice, patient, &view, today, action, state),
                    Err(error) => refused(&error),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn shown(
    practice: &OdsCode,
    patient: PatientId,
    view: &VersionView,
    today: NaiveDate,
    action: ServerAction<WithdrawPlan>,
    state: Signal<Returned>,
) -> AnyView {
    let plan = &view.plan;
    let content = plan.content();
    let words = content.words();
    let (emergency, triggers, note) = (words.emergency.clone(), words.triggers.join(", "), words.note.clone());
    let answer = action.value();
    let errors = Signal::derive(move || match answer.get() {
        Some(Err(error)) => vec![FieldError { field: "withdraw".into(), message: refusal_text(&error) }],
        _ => lines(&state.read().problems),
    });
    let trail = vec![
        ("Patients".into(), Some(routes::patients(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        (format!("Version {}", plan.number()), None),
    ];
    let title = format!("Asthma plan, version {}", plan.number());
    let heading = title.clone();
    let after = routes::after(practice, patient, plan.number());
    let print = |kind| routes::version_print(practice, patient, plan.number(), kind);
    let prints = vec![
        (print("a4"), "One page".to_owned()),
        (print("booklet"), "Booklet, large print".to_owned()),
        (print("school"), "School card".to_owned()),
        (print("bw"), "One page, black and white".to_owned()),
    ];
    let contact = [content.contacts.name.as_str(), content.contacts.phone.as_str()].join(" ").trim().to_owned();
    let more = [("Triggers", triggers), ("Note", note), ("Emergency contact", contact)]
        .into_iter()
        .filter_map(|(title, text)| labelled(title, text))
        .collect_view();
    let (warning, stamp, confirmations) =
        (not_in_force(practice, patient, view), stamp(plan, today), confirmations(plan.confirmations()));
    let strip = patient_strip(&content.name, content.date_of_birth, &content.nhs_number, today, String::new());
    let (withdraw, restore) = (withdraw_form(practice, patient, plan, action, state), restore(practice, patient, plan));
    view! {
        {strip}
        <Page title=title wide=true>
            <ErrorSummary errors=errors/>
            <Breadcrumb items=trail/>
            <Heading text=heading/>
            {warning.map(|warning| view! { <div class="mb-6">{warning}</div> })}
            <Columns kind=ColumnKind::ThreeTwo>
                <section>
                    <PlanZones words=words/>
                    <h2 class="mt-4">"In an asthma attack"</h2>
                    <EmergencySteps steps=emergency/>
                    {more}
                </section>
                <Stack>
                    {stamp}
                    {confirmations}
                    <div class="print:hidden">
                        <Card heading="Print or save as PDF">
                            <PrintLinks links=prints/>
                        </Card>
                    </div>
                    <p class="print:hidden"><a href=after>"Summary for the GP record, and the code to scan"</a></p>
                    {restore}
                </Stack>
            </Columns>
            {withdraw}
        </Page>
    }
    .into_any()
}

fn labelled(title: &'static str, text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| {
        view! {
            <h2 class="mt-4">{title}</h2>
            <p class="whitespace-pre-line">{text}</p>
        }
        .into_any()
    })
}
