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
    ButtonKind, ButtonLink, Card, CareCard, CareLevel, Heading, InsetText, LinkedText, Row, SectionHeading, Stack,
    TextLink, Tone, WarningCallout,
};
use crate::words::{count, say, t};

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
    view! { <Frame title=t("medicines-title") person=person demo=demo place=Place::More>{content}</Frame> }.into_any()
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
    let lead = if times_chosen { "medicines-times" } else { "medicines-times-ours" };
    let lead = say(lead, &[("morning", &say_clock(times.morning)), ("night", &say_clock(times.night))]);
    let repeat = (open_repeats > 0)
        .then(|| count("medicines-open", &[("requests", usize::try_from(open_repeats).unwrap_or(usize::MAX))]));
    view! {
        <Stack>
            <Heading text=t("medicines-title")/>
            {question}
            {gone.then(|| view! { <InsetText><p>{t("medicines-gone")}</p></InsetText> })}
            {withdrawn.then(withdrawn_card)}
            {(none && !withdrawn).then(no_plan)}
            {notes.into_iter().map(reliever).collect_view()}
            {(!due.is_empty()).then(|| view! {
                <Card heading=t("medicines-today")>
                    <DueDoses lines=due/>
                    <p class="text-muted">
                        {lead}" "<TextLink href=routes::MY_REMINDERS>{t("medicines-reminders")}</TextLink>
                    </p>
                    <p class="text-muted">{t("medicines-missed")}</p>
                </Card>
            })}
            {(!adherence.is_empty()).then(|| so_far(adherence))}
            {(!none).then(|| view! { <SectionHeading text=t("medicines-on-plan")/> })}
            {list}
            {tablets.map(|text| view! {
                <Card heading=t("medicines-steroids")><p><Sentence text=text/></p></Card>
            })}
            {(!none).then(|| view! {
                <Card heading=t("medicines-running-out")>
                    <p>{t("medicines-ask")}</p>
                    {repeat.map(|text| view! { <p><strong>{text}</strong></p> })}
                    <Row>
                        <ButtonLink href=routes::MY_REPEAT kind=ButtonKind::Secondary>{t("medicines-repeat")}</ButtonLink>
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
    Some(view! { <WarningCallout of_the_page=true heading=t("medicines-ticked")>{asked}</WarningCallout> }.into_any())
}

fn reliever(note: RelieverNote) -> AnyView {
    view! {
        <Card edge=Tone::Orange>
            <p><strong>{note.heading()}</strong></p>
            <p>{note.advice()}</p>
            <p class="text-muted">{t("medicines-told")}</p>
        </Card>
    }
    .into_any()
}

fn so_far(adherence: Vec<Adherence>) -> AnyView {
    let lines = adherence.into_iter().map(|line| view! { <p>{line.sentence()}</p> }).collect_view();
    view! {
        <Card heading=t("medicines-so-far")>
            {lines}
            <p class="text-muted">{t("medicines-so-far-text")}</p>
        </Card>
    }
    .into_any()
}

fn withdrawn_card() -> AnyView {
    view! {
        <CareCard level=CareLevel::Emergency heading=t("medicines-withdrawn")>
            <p>{t("medicines-withdrawn-text")}</p>
            <p><LinkedText text=t("medicines-attack") href=routes::EMERGENCY/></p>
        </CareCard>
    }
    .into_any()
}

fn no_plan() -> AnyView {
    view! {
        <InsetText>
            <p>{t("medicines-none")}</p>
        </InsetText>
    }
    .into_any()
}
