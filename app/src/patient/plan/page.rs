use chrono::NaiveDate;
use domain::plan::{Contacts, PlanStatus, SignedPlan};
use domain::time::say_date;
use leptos::prelude::*;

use super::api::{MyPlan, my_plan};
use super::medicines::medicines;
use super::ring;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::patient::people::other_plans;
use crate::plan_words::{EmergencySteps, PlanStamp, PlanZones, PrintLinks};
use crate::routes;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CareCard, CareLevel, Heading, SectionHeading, Stack, SummaryList, SummaryRow, Tone,
};

#[component]
pub(in crate::patient) fn PlanPage() -> impl IntoView {
    let plan = load(|| (), |()| my_plan());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match plan.ready().await {
                    Ok(MyPlan { person, plan, others, today, demo }) => {
                        let content = of_plan(plan, today);
                        view! { <Frame title="My plan" person=person demo=demo place=Place::Plan>{content} {other_plans(others)}</Frame> }
                            .into_any()
                    }
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The plan signed last.
pub(in crate::patient) fn of_plan(plan: Option<SignedPlan>, today: NaiveDate) -> AnyView {
    match plan {
        Some(plan) if plan.status() == PlanStatus::Signed => in_force(plan, today),
        Some(_) => withdrawn(),
        None => none(),
    }
}

fn in_force(plan: SignedPlan, today: NaiveDate) -> AnyView {
    let content = plan.content().clone();
    let words = content.words();
    let (triggers, note, emergency) = (words.triggers.clone(), words.note.clone(), words.emergency.clone());
    let whose =
        format!("{}, born {}, NHS number {}", content.name, say_date(content.date_of_birth.date()), content.nhs_number);
    let late = plan.review_due() < today;
    let due = say_date(plan.review_due());
    let triggers = triggers.into_iter().map(|trigger| view! { <li>{trigger}</li> }).collect::<Vec<_>>();
    view! {
        <Stack>
            <Heading text="My asthma plan" caption=whose/>
            <PlanStamp plan=plan/>
            {late.then(|| view! {
                <Card edge=Tone::Orange>
                    <p>
                        <strong>"This plan needs a review. "</strong>
                        <span>{format!("It was due on {due}. Keep using it, and ask your GP surgery for a review.")}</span>
                    </p>
                </Card>
            })}
            <PlanZones words=words/>
            <Card heading="In an asthma attack" edge=Tone::Red>
                <EmergencySteps steps=emergency/>
                <p class="mt-4 print:hidden">
                    <ButtonLink href=routes::EMERGENCY kind=ButtonKind::Warning>"Open the emergency steps"</ButtonLink>
                </p>
            </Card>
            <section>
                <SectionHeading text="Your medicines"/>
                <SummaryList rows=medicines(&content)/>
            </section>
            {(!triggers.is_empty()).then(|| view! {
                <Card heading="What sets it off">
                    <ul class="bullets">{triggers}</ul>
                    <p>"Dirty air can too. On days with bad air, stay away from busy roads and follow your plan."</p>
                </Card>
            })}
            {(!note.is_empty()).then(|| view! { <Card heading="Note"><p class="whitespace-pre-line">{note}</p></Card> })}
            <section>
                <SectionHeading text="Whom to ring"/>
                <SummaryList rows=contacts(content.contacts)/>
            </section>
            <section class="print:hidden">
                <SectionHeading text="Print or save as PDF"/>
                <PrintLinks links=prints()/>
            </section>
            <section class="print:hidden">
                <SectionHeading text="Sharing"/>
                <PrintLinks links=sharing()/>
            </section>
        </Stack>
    }
    .into_any()
}

fn sharing() -> Vec<(String, &'static str)> {
    vec![
        (routes::MY_SHARE.into(), "Share your plan with a school, family or a carer"),
        (routes::MY_SEEN.into(), "Who has seen this"),
    ]
}

fn prints() -> Vec<(String, &'static str)> {
    vec![
        (routes::my_print("a4"), "Your plan on one page, for the fridge door"),
        (routes::my_print("booklet"), "Your plan in large print, two pages"),
        (routes::my_print("school"), "A card for school, without your date of birth"),
        (routes::my_print("bw"), "Your plan on one page, in black and white"),
    ]
}

fn contacts(contacts: Contacts) -> Vec<SummaryRow> {
    let Contacts { practice_name, practice_phone, name, phone } = contacts;
    let name = if name.is_empty() { "Emergency contact".to_owned() } else { name };
    [(practice_name, practice_phone), (name, phone)]
        .into_iter()
        .filter(|(_, phone)| !phone.is_empty())
        .map(|(key, phone)| SummaryRow { key, action: Some(("Ring".into(), ring(&phone))), value: phone })
        .collect()
}

fn withdrawn() -> AnyView {
    view! {
        <Stack>
            <Heading text="Do not use your old plan"/>
            <CareCard level=CareLevel::Emergency heading="Your plan has been withdrawn">
                <p><strong>"Your GP surgery has withdrawn it. Do not use paper copies either."</strong></p>
                <p>"Ring your GP surgery today and ask what to do and for a new plan."</p>
            </CareCard>
            {emergency_button()}
        </Stack>
    }
    .into_any()
}

fn none() -> AnyView {
    view! {
        <Stack>
            <Heading text="No plan yet"/>
            <p>"Your nurse or GP has not signed a plan for you. Ask your GP surgery for an asthma review."</p>
            <p>"Until you have one, there are emergency steps for everybody."</p>
            {emergency_button()}
        </Stack>
    }
    .into_any()
}

fn emergency_button() -> AnyView {
    view! { <p><ButtonLink href=routes::EMERGENCY kind=ButtonKind::Warning>"Open the emergency steps"</ButtonLink></p> }
        .into_any()
}
