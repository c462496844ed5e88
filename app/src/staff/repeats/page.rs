use chrono::NaiveDate;
use domain::OdsCode;
use domain::dose::RelieverNote;
use domain::repeat::{QueueLine, RepeatItem, RepeatQueue, RepeatState, WhyNot};
use domain::time::{say_date, say_date_time};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{DelayRepeat, MoveRepeat, SetRepeatDays, repeat_queue};
use crate::forms::{self, FormAnswer, Returned};
use crate::load::load;
use crate::routes;
use crate::staff::shared::{lines, refused};
use crate::staff::{place, say};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, Card, Choice, Details, ErrorSummary, Heading, InputWidth, InsetText, Page, Row,
    SectionHeading, Select, Stack, Tag, TextInput, TextLink, Tone,
};

#[component]
pub fn RepeatsPage() -> impl IntoView {
    let practice = place::practice();
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let opened = load(
        move || practice.get(),
        |practice| async move {
            match practice {
                Some(practice) => repeat_queue(practice.clone()).await.map(|queue| (practice, queue)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((practice, queue)) => shown(&practice, queue, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(practice: &OdsCode, queue: RepeatQueue, state: Signal<Returned>) -> AnyView {
    let RepeatQueue { practice_name, open, done, days, today } = queue;
    let trail = vec![(practice_name, Some(routes::practice(practice))), ("Repeats".into(), None)];
    let errors = Signal::derive(move || lines(&state.read().problems));
    let summary = match open.len() {
        0 => "No request is open.".to_owned(),
        count => format!("{}, the oldest first.", say::counted(count, "request is open", "requests are open")),
    };
    let none = open.is_empty();
    let open = open.into_iter().map(|line| request(practice, line, today, state)).collect_view();
    let finished = (!done.is_empty()).then(|| {
        let done = done.into_iter().map(|line| request(practice, line, today, state)).collect_view();
        view! { <SectionHeading text="Done lately"/> {done} }
    });
    let usual = usual(practice, days, state);
    view! {
        <Page title="Repeats" wide=true>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text="Repeats"/>
            <p>{summary}</p>
            <p class="text-muted">"Patients send these as messages: nothing here is a prescription. Prescribe in the clinical system, then say here what was done. They see each step."</p>
            <Stack>
                {none.then(|| view! { <InsetText><p>"Nothing waits."</p></InsetText> })}
                {open}
                {usual}
                {finished}
            </Stack>
        </Page>
    }
    .into_any()
}

fn request(practice: &OdsCode, line: QueueLine, today: NaiveDate, state: Signal<Returned>) -> AnyView {
    let QueueLine { request, name, date_of_birth, nhs_number, relievers } = line;
    let (open, late) = (request.is_open(), request.is_late(today));
    let record = routes::patient(practice, request.patient);
    let who = format!("{}, {}", name.family, name.given);
    let born = say::born(date_of_birth, today);
    let asked = format!("Asked {}. Expected by {}.", say_date_time(request.asked_at), say_date(request.expected_on));
    let flag = RelieverNote::flag(relievers).filter(|_| request.items.iter().any(|item| item.reliever));
    let delay = open.then(|| delay(practice, &request.id.to_string(), state));
    let items = request.items.into_iter().map(|each| item(practice, each, state)).collect_view();
    view! {
        <Card>
            <div class="flex flex-wrap items-center gap-3">
                <h2 class="card-heading"><TextLink href=record>{who}</TextLink></h2>
                <span class="text-muted">{born}</span>
                <span class="text-muted whitespace-nowrap">{nhs_number.to_string()}</span>
                {late.then(|| view! { <Tag tone=Tone::Red text="Late"/> })}
                {(open && request.delayed).then(|| view! { <Tag tone=Tone::Orange text="Delayed"/> })}
            </div>
            <p>{asked}</p>
            {flag.map(|text| view! { <p><Tag tone=Tone::Yellow text="Review"/>" "{text}". Counted from requests, not from what was issued."</p> })}
            {items}
            {delay}
        </Card>
    }
    .into_any()
}

const fn tone(state: RepeatState) -> Tone {
    match state {
        RepeatState::Asked => Tone::Blue,
        RepeatState::Seen | RepeatState::Approved => Tone::Yellow,
        RepeatState::Sent => Tone::Green,
        RepeatState::Refused | RepeatState::TakenBack => Tone::Grey,
    }
}

fn item(practice: &OdsCode, item: RepeatItem, state: Signal<Returned>) -> AnyView {
    let RepeatItem { id, name, state: now, steps, .. } = item;
    let why = steps.iter().find_map(|step| step.why).map(|why| format!(": {}", why.title()));
    let last = steps.last().map(|step| say_date_time(step.at)).unwrap_or_default();
    let (practice, id) = (practice.to_string(), id.to_string());
    let buttons = now
        .next()
        .iter()
        .filter(|to| **to != RepeatState::Refused)
        .map(|to| {
            let kind = if *to == RepeatState::Seen { ButtonKind::Secondary } else { ButtonKind::Primary };
            let spoken = format!(": {name}");
            view! {
                <form method="post" action=MoveRepeat::url()>
                    <input type="hidden" name="practice" value=practice.clone()/>
                    <input type="hidden" name="item" value=id.clone()/>
                    <input type="hidden" name="to" value=to.as_str()/>
                    <Button small=true kind=kind>{to.act()}<span class="visually-hidden">{spoken}</span></Button>
                </form>
            }
        })
        .collect_view();
    let refuse = now.next().contains(&RepeatState::Refused).then(|| refuse(&practice, &id, &name, state));
    view! {
        <div class="grid gap-2 border-t border-line py-3">
            <div class="flex flex-wrap items-center gap-3">
                <strong>{name.clone()}</strong>
                <Tag tone=tone(now) text=format!("{}{}", now.staff_title(), why.unwrap_or_default())/>
                <span class="text-muted">{last}</span>
            </div>
            <Row>{buttons}</Row>
            {refuse}
        </div>
    }
    .into_any()
}

fn refuse(practice: &str, id: &str, name: &str, state: Signal<Returned>) -> AnyView {
    let choices = std::iter::once(Choice::new("", "Choose why"))
        .chain(WhyNot::ALL.map(|why| Choice::new(why.as_str(), why.title())))
        .collect::<Vec<_>>();
    let field = format!("why-{id}");
    let error = problem(state, field.clone());
    let (practice, id) = (practice.to_owned(), id.to_owned());
    let spoken = format!(": {name}");
    view! {
        <Details summary="Refuse">
            <form method="post" action=MoveRepeat::url()>
                <input type="hidden" name="practice" value=practice/>
                <input type="hidden" name="item" value=id/>
                <input type="hidden" name="to" value="refused"/>
                <Select name=field label="Why" hint="The patient reads this reason with what to do" choices=choices error=error/>
                <Button small=true kind=ButtonKind::Secondary>"Refuse"<span class="visually-hidden">{spoken}</span></Button>
            </form>
        </Details>
    }
    .into_any()
}

fn problem(state: Signal<Returned>, field: String) -> Signal<Option<String>> {
    Signal::derive(move || state.read().problems.iter().find(|p| p.field == field).map(|p| p.message.clone()))
}

fn delay(practice: &OdsCode, id: &str, state: Signal<Returned>) -> AnyView {
    let field = format!("until-{id}");
    let error = problem(state, field.clone());
    let typed = state.get_untracked().values.get(&field).cloned().unwrap_or_default();
    let (practice, id) = (practice.to_string(), id.to_owned());
    view! {
        <Details summary="This takes longer">
            <form method="post" action=DelayRepeat::url()>
                <input type="hidden" name="practice" value=practice/>
                <input type="hidden" name="request" value=id/>
                <TextInput name=field label="Expected by" hint="For example, 31/12/2026. The patient is told" width=InputWidth::Ten autocomplete="off" value=typed error=error/>
                <Button small=true kind=ButtonKind::Secondary>"Tell the patient"</Button>
            </form>
        </Details>
    }
    .into_any()
}

fn usual(practice: &OdsCode, days: u8, state: Signal<Returned>) -> AnyView {
    let kept = days.to_string();
    let value = state.get_untracked().values.get("days").cloned().unwrap_or(kept);
    let practice = practice.to_string();
    view! {
        <Card heading="How long it usually takes">
            <form method="post" action=SetRepeatDays::url()>
                <input type="hidden" name="practice" value=practice/>
                <TextInput name="days" label="Working days" hint="Patients are told this day when they ask" width=InputWidth::Two autocomplete="off" value=value error=forms::problem(state, "days")/>
                <Button small=true kind=ButtonKind::Secondary>"Save"</Button>
            </form>
        </Card>
    }
    .into_any()
}
