use domain::plan::content::PeakFlowSection;
use domain::plan::rules::check;
use domain::plan::views::DraftView;
use domain::plan::{PlanContent, Problem};
use domain::time::say_date;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use super::api::{SignPlan, WHOLE};
use super::changes;
use super::form::sign_form;
use crate::forms::{self, FormAnswer, Returned};
use crate::load::load;
use crate::plan_words::{EmergencySteps, PlanZones};
use crate::routes;
use crate::staff::editor::open_draft;
use crate::staff::place;
use crate::staff::say;
use crate::staff::shared::{lines, refusal_text, refused, strip};
use crate::ui::{
    ButtonLink, ColumnKind, Columns, DraftMark, ErrorSummary, FieldError, Heading, Page, SectionHeading, Stack,
    SummaryList, SummaryRow,
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
    let (figures, changes) = (figures(&content), changes::table(draft));
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
                    {changes}
                    <section>{form}</section>
                </Stack>
            </Columns>
        </Page>
    }
    .into_any()
}

/// Figures once more, in words: what a slip of the finger would change.
fn figures(content: &PlanContent) -> AnyView {
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let mut rows = Vec::new();
    match &content.peak_flow {
        Some(section) => rows.extend(lines_in_words(section).into_iter().map(|(key, value)| row(key, value))),
        None => rows.push(row("Peak flow", "Not part of this plan: it goes by symptoms alone".into())),
    }
    if let Some(preventer) = &content.preventer {
        let dose = format!("{}: {} in the morning, {} at night", preventer.name, preventer.morning, preventer.night);
        let total = preventer
            .daily_steroid_micrograms()
            .map(|all| format!(", {all} micrograms of inhaled steroid a day"))
            .unwrap_or_default();
        rows.push(row("Everyday inhaler", format!("{dose}{total}")));
    }
    if let Some(steroids) = content.rescue_steroids {
        rows.push(row(
            "Rescue steroids",
            format!("Prednisolone {} mg once a day for {} days", steroids.mg_a_day, steroids.days),
        ));
    }
    if !content.triggers.is_empty() {
        rows.push(row("Triggers", content.triggers.join(", ")));
    }
    if !content.note.is_empty() {
        rows.push(row("Note", content.note.clone()));
    }
    rows.push(row("GP surgery", format!("{}, {}", content.contacts.practice_name, content.contacts.practice_phone)));
    if !content.contacts.name.is_empty() {
        rows.push(row("Emergency contact", format!("{}, {}", content.contacts.name, content.contacts.phone)));
    }
    rows.push(row("Review due", content.review_due.map_or_else(|| "Not set".into(), say_date)));
    view! {
        <section>
            <SectionHeading text="The figures in words"/>
            <SummaryList rows=rows/>
        </section>
    }
    .into_any()
}

fn lines_in_words(section: &PeakFlowSection) -> Vec<(&'static str, String)> {
    let lines = section.thresholds;
    let percent = |line: u16| u32::from(line) * 100 / u32::from(lines.best.max(1));
    let said = |line: u16| format!("below {line} litres per minute, {} percent of best", percent(line));
    let mut rows = vec![
        (
            "Best peak flow",
            format!(
                "{} litres per minute, measured on {}, {}",
                lines.best,
                say_date(section.measured_on),
                say::meter(section.meter)
            ),
        ),
        ("Amber zone", said(lines.amber_below)),
        ("Red zone", said(lines.red_below)),
    ];
    if let Some(line) = lines.emergency_below {
        rows.push(("Call 999 on the reading alone", said(line)));
    }
    rows
}
