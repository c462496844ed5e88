use domain::dose::{Adherence, DueLine, MedicinesView, RelieverNote, say_clock};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::my_medicines;
use super::due::{DueDoses, asked};
use super::list::medicine;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::plan_words::Sentence;
use crate::routes;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CareCard, CareLevel, Heading, InsetText, Row, SectionHeading, Stack, TextLink, Tone,
    WarningCallout,
};

#[component]
pub(in crate::patient) fn MedicinesPage() -> impl IntoView {
    let opened = load(|| (), |()| my_medicines());
    let query = use_query_map();
    let (second, gone) =
        query.with_untracked(|query| (query.get("asked").unwrap_or_default(), query.get("gone").is_some()));
    view! {
        <Suspense>
            {move || {
                let second = second.clone();
                Suspend::new(async move {
                    match opened.ready().await {
                        Ok(view) => shown(view, &second, gone),
                        Err(error) => refused(&error),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn shown(view: MedicinesView, second: &str, gone: bool) -> AnyView {
    let (person, demo) = (view.person.clone(), view.demo);
    let content = of_view(view, second, gone);
    view! { <Frame title="Medicines" person=person demo=demo place=Place::More>{content}</Frame> }.into_any()
}

/// What stands on the page.
pub(in crate::patient) fn of_view(view: MedicinesView, second: &str, gone: bool) -> AnyView {
    let MedicinesView {
        stamp,
        withdrawn,
        medicines,
        tablets,
        due,
        times,
        times_chosen,
        adherence,
        notes,
        open_repeats,
        ..
    } = view;
    let question = question(&due, second);
    let none = medicines.is_empty();
    let list = medicines.into_iter().map(medicine).collect_view();
    let times = format!("{} and {}", say_clock(times.morning), say_clock(times.night));
    let lead = if times_chosen {
        format!("Your times are {times}.")
    } else {
        format!("We use {times} until you choose your own times.")
    };
    let repeat = match open_repeats {
        0 => None,
        1 => Some("1 request is open.".to_owned()),
        count => Some(format!("{count} requests are open.")),
    };
    view! {
        <Stack>
            <Heading text="Medicines"/>
            {question}
            {gone.then(|| view! { <InsetText><p>"That dose could not be ticked: your plan has changed, or it is too long ago."</p></InsetText> })}
            {withdrawn.then(withdrawn_card)}
            {(none && !withdrawn).then(no_plan)}
            {notes.into_iter().map(reliever).collect_view()}
            {(!due.is_empty()).then(|| view! {
                <Card heading="Today">
                    <DueDoses lines=due/>
                    <p class="text-muted">
                        {lead}" "<TextLink href=routes::MY_REMINDERS>"Times and reminders"</TextLink>
                    </p>
                    <p class="text-muted">"Missed one? Take the next dose at its usual time. Do not take extra to catch up."</p>
                </Card>
            })}
            {(!adherence.is_empty()).then(|| so_far(adherence))}
            {(!none).then(|| view! { <SectionHeading text="On your plan"/> })}
            {list}
            {tablets.map(|text| view! {
                <Card heading="Steroid tablets"><p><Sentence text=text/></p></Card>
            })}
            {(!none).then(|| view! {
                <Card heading="Running out?">
                    <p>"Ask your GP surgery for more here. It is a message to them, not a prescription."</p>
                    {repeat.map(|text| view! { <p><strong>{text}</strong></p> })}
                    <Row>
                        <ButtonLink href=routes::MY_REPEAT kind=ButtonKind::Secondary>"Request a repeat"</ButtonLink>
                    </Row>
                </Card>
            })}
            {stamp.map(|stamp| view! { <p class="text-muted">{stamp}</p> })}
        </Stack>
    }
    .into_any()
}

/// The dose that `?asked=` names, while it is ticked.
fn question(due: &[DueLine], second: &str) -> Option<AnyView> {
    let (day, slot) = second.split_once('.')?;
    let line = due.iter().find(|line| line.day.to_string() == day && line.slot.as_str() == slot)?;
    let asked = asked(line)?;
    Some(
        view! { <WarningCallout of_the_page=true heading="This dose is ticked already">{asked}</WarningCallout> }
            .into_any(),
    )
}

fn reliever(note: RelieverNote) -> AnyView {
    view! {
        <Card edge=Tone::Orange>
            <p><strong>{note.heading()}</strong></p>
            <p>{note.advice()}</p>
            <p class="text-muted">"This is what you told this app. Nobody has checked it."</p>
        </Card>
    }
    .into_any()
}

fn so_far(adherence: Vec<Adherence>) -> AnyView {
    let lines = adherence.into_iter().map(|line| view! { <p>{line.sentence()}</p> }).collect_view();
    view! {
        <Card heading="How it is going">
            {lines}
            <p class="text-muted">"This is what you and your family ticked. A dose without a tick may have been taken all the same."</p>
        </Card>
    }
    .into_any()
}

fn withdrawn_card() -> AnyView {
    view! {
        <CareCard level=CareLevel::Emergency heading="Do not use your old plan">
            <p>"Your GP surgery has withdrawn it, and no medicines are shown from it. Ring your GP surgery today and ask what to take."</p>
            <p>"In an asthma attack, " <TextLink href=routes::EMERGENCY>"do the emergency steps"</TextLink> " and call 999."</p>
        </CareCard>
    }
    .into_any()
}

fn no_plan() -> AnyView {
    view! {
        <InsetText>
            <p>"Your medicines are shown here once your nurse or GP has signed your plan. Until then, take them as you were told."</p>
        </InsetText>
    }
    .into_any()
}
