use domain::plan::review::{ReviewState, ReviewView};
use domain::plan::stage::Confirmation;
use domain::time::say_date_time;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use super::api::open_review;
use super::decide::decide;
use super::remarks::remarks;
use crate::forms::{self, FormAnswer, Returned};
use crate::load::load;
use crate::plan_words::{EmergencySteps, PlanZones};
use crate::routes;
use crate::staff::place;
use crate::staff::say;
use crate::staff::shared::{lines, refused, strip};
use crate::staff::sign::figures;
use crate::ui::{
    Breadcrumb, ButtonLink, Card, ColumnKind, Columns, DraftMark, ErrorSummary, Heading, Page, SectionHeading, Stack,
    Tag,
};

#[component]
pub fn ReviewPage() -> impl IntoView {
    let place = place::patient();
    // The page has several forms and no bundle: whichever was refused comes back here.
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let line = place::line();
    let opened = load(
        move || place.get(),
        |place| async move {
            match place {
                Some((practice, patient)) => {
                    open_review(practice.clone(), patient).await.map(|review| (practice, patient, review))
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
                    Ok((practice, patient, Some(review))) => shown(&practice, patient, &review, state, line.get_untracked()),
                    Ok((practice, patient, None)) => nothing(&practice, patient),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn nothing(practice: &OdsCode, patient: PatientId) -> AnyView {
    let address = routes::patient(practice, patient);
    view! {
        <Page title="No review">
            <Stack>
                <Heading text="No review"/>
                <p>"Nobody asked for a second person at this patient’s draft, or the plan was signed or discarded meanwhile."</p>
                <p><ButtonLink href=address>"Open the record"</ButtonLink></p>
            </Stack>
        </Page>
    }
    .into_any()
}

fn shown(
    practice: &OdsCode,
    patient: PatientId,
    review: &ReviewView,
    state: Signal<Returned>,
    line: Option<String>,
) -> AnyView {
    let draft = &review.draft;
    let content = draft.form.content(&draft.template, &draft.facts);
    let words = content.words();
    let emergency = words.emergency.clone();
    let trail = vec![
        ("Inbox".into(), Some(routes::inbox(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        ("Review".into(), None),
    ];
    let errors = Signal::derive(move || lines(&state.read().problems));
    let strip = strip(&draft.facts, format!("Template {}, v{}", draft.template.name, draft.template.version));
    let (figures, why, reasons) = (figures(&content), why(review), reasons(&review.reasons));
    let standing = standing(review);
    let (remarks, decide) = (remarks(practice, patient, review, state, line), decide(practice, patient, review, state));
    view! {
        {strip}
        <Page title="Review of an asthma plan" wide=true>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <div id="review" tabindex="-1"><Heading text="Review of an asthma plan"/></div>
            {standing}
            <div class="mb-4"><DraftMark/></div>
            <Columns kind=ColumnKind::ThreeTwo>
                <section>
                    <SectionHeading text="The plan as the patient will read it"/>
                    <PlanZones words=words/>
                    <h3 class="mt-4">"In an asthma attack"</h3>
                    <EmergencySteps steps=emergency/>
                </section>
                <Stack>
                    {why}
                    {reasons}
                    {figures}
                    {remarks}
                </Stack>
            </Columns>
            <div class="mt-6">{decide}</div>
        </Page>
    }
    .into_any()
}

/// Who asked and when, and what became of it.
fn standing(review: &ReviewView) -> AnyView {
    let line = &review.line;
    let asked = format!("{} asked for a second person on {}.", line.asked_by, say_date_time(line.asked_at));
    let decided = line.decided_by.as_ref().zip(line.decided_at).map(|(by, at)| {
        let did = match line.state {
            ReviewState::SentBack => "sent it back",
            ReviewState::TakenBack => "took it back",
            ReviewState::Approved | ReviewState::Waiting => "approved it",
        };
        view! { <p>{format!("{by} {did} on {}.", say_date_time(at))}</p> }
    });
    let words = line
        .words
        .clone()
        .map(|words| view! { <blockquote class="mb-4 border-s-4 border-mark bg-tint px-4 py-2">{words}</blockquote> });
    view! {
        <p><Tag tone=say::review_tone(line.state) text=line.state.title()/></p>
        <p>{asked}</p>
        {decided}
        {words}
    }
    .into_any()
}

fn why(review: &ReviewView) -> AnyView {
    let content = if review.why.is_empty() {
        view! { <p>"No rule asks for it: the writer wished somebody to look."</p> }.into_any()
    } else {
        let lines = review.why.iter().map(|text| view! { <li>{format!("{text}.")}</li> }).collect_view();
        view! { <ul class="bullets">{lines}</ul> }.into_any()
    };
    view! { <Card heading="Why a second person">{content}</Card> }.into_any()
}

fn reasons(given: &[Confirmation]) -> Option<AnyView> {
    let lines = given
        .iter()
        .map(|one| {
            view! {
                <li>
                    <span>{format!("{}: {}.", one.rule, one.message.trim_end_matches('.'))}</span>
                    <strong class="block">{format!("Reason: {}", one.reason)}</strong>
                </li>
            }
        })
        .collect_view();
    (!given.is_empty())
        .then(|| view! { <Card heading="Reasons the writer gave"><ul class="bullets">{lines}</ul></Card> }.into_any())
}
