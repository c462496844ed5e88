use domain::parents::{ActingLine, ActingPage, ParentAccess, ParentDecision};
use domain::time::{london_day, say_date};
use domain::{OdsCode, PatientId, Relationship};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{Decide, InviteBack, acting};
use crate::forms::{self, FormAnswer, Returned, problem, value};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, patient_strip, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, ButtonLink, Card, Choice, ErrorSummary, Heading, InsetText, Page, Radios, Row,
    SectionHeading, Stack, Tag, TextLink, Textarea, Tone,
};

/// Who has joined for a patient, how far parents see, and assessments of Gillick competence.
#[component]
pub fn PeoplePage() -> impl IntoView {
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
                    Ok((practice, patient, page)) => shown(&practice, patient, page, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(practice: &OdsCode, patient: PatientId, page: ActingPage, state: Signal<Returned>) -> AnyView {
    let trail = vec![
        (page.practice_name.clone(), Some(routes::practice(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        ("People".into(), None),
    ];
    let record = &page.patient;
    let strip = patient_strip(&record.name, record.date_of_birth, &record.nhs_number, page.today, String::new());
    let age = record.date_of_birth.age_on(page.today);
    let policy = format!(
        "Policy of the ICB: the practice reviews a parent’s access when the child is {}; it ends at {} unless the young person agrees or a clinician records otherwise.",
        page.policy.review_from, page.policy.ends_at
    );
    let nobody = page.people.is_empty();
    let place = (practice.to_string(), patient.to_string());
    let cards = page.people.iter().enumerate().map(|(at, line)| person(at, line, &place, state)).collect_view();
    let invite = routes::invitation(practice, patient);
    let errors = Signal::derive(move || lines(&state.read().problems));
    let gillick = (age < domain::gillick::ASKED_UNDER).then(|| assessments(practice, patient, &page));
    view! {
        {strip}
        <Page title="People">
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text="Who acts for this patient"/>
            <Stack>
                {nobody.then(|| view! { <p>"Nobody has joined yet."</p> })}
                {cards}
                <p><ButtonLink href=invite kind=ButtonKind::Secondary>"Invite another person"</ButtonLink></p>
                {gillick}
                <InsetText><p>{policy}</p></InsetText>
            </Stack>
        </Page>
    }
    .into_any()
}

fn person(at: usize, line: &ActingLine, place: &(String, String), state: Signal<Returned>) -> AnyView {
    let parent = line.relationship == Relationship::Parent;
    let heading = if parent { format!("Parent or carer {}", at + 1) } else { "The patient".to_owned() };
    let (tone, text) = match line.access {
        ParentAccess::Full => (Tone::Green, "Sees plan and diary"),
        ParentAccess::PlanOnly => (Tone::Yellow, "Sees the plan, not the diary"),
        ParentAccess::Ended => (Tone::Grey, "Access has ended"),
    };
    let used = match line.last_used {
        Some(day) => format!("last used on {}", say_date(day)),
        None => "not used lately".to_owned(),
    };
    let since = format!("Joined on {}, {used}.", say_date(london_day(line.since)));
    let decided = line.decided.map(|(decision, at)| {
        view! { <p class="text-muted">{format!("Last decision, on {}: {}.", say_date(london_day(at)), decision.title())}</p> }
    });
    let due = line.review_due.then(|| view! { " " <Tag tone=Tone::Orange text="Review due"/> });
    let account = line.account.to_string();
    let back = (line.access != ParentAccess::Ended).then(|| {
        let (practice, patient) = place.clone();
        view! {
            <form method="post" action=InviteBack::url()>
                <input type="hidden" name="practice" value=practice/>
                <input type="hidden" name="patient" value=patient/>
                <input type="hidden" name="account" value=account.clone()/>
                <Button kind=ButtonKind::Secondary small=true>{format!("Invite {} back on a new phone", if parent { format!("parent or carer {}", at + 1) } else { "the patient".into() })}</Button>
            </form>
        }
    });
    let decide = parent.then(|| decision_form(at, line, place, state));
    view! {
        <Card heading=heading>
            <p><Tag tone=tone text=text/> {due}</p>
            <p>{since}</p>
            {decided}
            <Row>{back}</Row>
            {decide}
        </Card>
    }
    .into_any()
}

/// The outcome of a review. Open where one is due or came back refused, else behind a line.
fn decision_form(at: usize, line: &ActingLine, place: &(String, String), state: Signal<Returned>) -> AnyView {
    let (practice, patient) = place.clone();
    let account = line.account.to_string();
    let mine = {
        let account = account.clone();
        state.with_untracked(|state| state.values.get("account") == Some(&account))
    };
    let open = line.review_due || mine;
    let choices = ParentDecision::ALL
        .into_iter()
        .filter(|decision| decision.is_practices())
        .map(|decision| Choice::new(decision.as_str(), decision.title()))
        .collect();
    // Ids must differ where several parents stand on one page; only the refused form carries messages.
    let (blank, nothing) = (Signal::derive(|| None::<String>), Signal::derive(String::new));
    let (chosen, words) = if mine { (value(state, "decision"), value(state, "words")) } else { (nothing, nothing) };
    let (wrong, why) = if mine { (problem(state, "decision"), problem(state, "words")) } else { (blank, blank) };
    let summary = format!("Decide how far parent or carer {} sees", at + 1);
    view! {
        <details class="details" open=open>
            <summary><span class="details-text">{summary}</span></summary>
            <div class="details-body">
                <form method="post" action=Decide::url() novalidate>
                    <input type="hidden" name="practice" value=practice/>
                    <input type="hidden" name="patient" value=patient/>
                    <input type="hidden" name="account" value=account/>
                    <Radios name="decision" legend="What do you decide?" choices=choices value=chosen error=wrong small=true/>
                    <Textarea name="words" label="Why" hint="Needed where access ends or goes on past its end. Do not cut access at a review unless you suspect harm." value=words error=why/>
                    <Button small=true>"Record the decision"</Button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn assessments(practice: &OdsCode, patient: PatientId, page: &ActingPage) -> AnyView {
    let list = page
        .assessments
        .iter()
        .map(|line| {
            let (tone, text) =
                if line.competent { (Tone::Green, "Gillick competent") } else { (Tone::Grey, "Not Gillick competent") };
            let by = format!("{}, {}", line.assessed_by, say_date(london_day(line.assessed_at)));
            let notes = (!line.notes.is_empty()).then(|| view! { <p class="mb-0">{line.notes.clone()}</p> });
            view! {
                <li class="border-t border-line py-3 max-w-none">
                    <p><Tag tone=tone text=text/> " " {by}</p>
                    {notes}
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <SectionHeading text="Gillick assessments"/>
            <p>"Needed before somebody under 16 joins without a parent."</p>
            <ul role="list" class="grid gap-0">{list}</ul>
            <p><TextLink href=routes::gillick(practice, patient)>"Assess Gillick competence"</TextLink></p>
        </section>
    }
    .into_any()
}
