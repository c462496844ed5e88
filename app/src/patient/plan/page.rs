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
use crate::words::{say, t};

#[component]
pub(in crate::patient) fn PlanPage() -> impl IntoView {
    let plan = load(|| (), |()| my_plan());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match plan.ready().await {
                    Ok(MyPlan { person, plan, others, today, demo }) => {
                        let content = of_plan(plan, today);
                        view! { <Frame title=t("plan-title") person=person demo=demo place=Place::Plan>{content} {other_plans(others)}</Frame> }
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
    let whose = say(
        "plan-whose",
        &[
            ("name", &content.name.to_string()),
            ("born", &say_date(content.date_of_birth.date())),
            ("number", &content.nhs_number.to_string()),
        ],
    );
    let late = plan.review_due() < today;
    let due = say_date(plan.review_due());
    let triggers = triggers.into_iter().map(|trigger| view! { <li>{trigger}</li> }).collect::<Vec<_>>();
    view! {
        <Stack>
            <Heading text=t("plan-heading") caption=whose/>
            <PlanStamp plan=plan/>
            {late.then(|| view! {
                <Card edge=Tone::Orange>
                    <p>
                        <strong>{t("plan-review")}</strong> " "
                        <span>{say("plan-review-due", &[("date", &due)])}</span>
                    </p>
                </Card>
            })}
            <PlanZones words=words/>
            <Card heading=t("plan-attack") edge=Tone::Red>
                <EmergencySteps steps=emergency/>
                <p class="mt-4 print:hidden">
                    <ButtonLink href=routes::EMERGENCY kind=ButtonKind::Warning>{t("plan-emergency")}</ButtonLink>
                </p>
            </Card>
            <section>
                <SectionHeading text=t("plan-medicines")/>
                <SummaryList rows=medicines(&content)/>
            </section>
            {(!triggers.is_empty()).then(|| view! {
                <Card heading=t("plan-triggers")>
                    <ul class="bullets">{triggers}</ul>
                    <p>{t("plan-air")}</p>
                </Card>
            })}
            {(!note.is_empty()).then(|| view! { <Card heading=t("plan-note")><p class="whitespace-pre-line">{note}</p></Card> })}
            <section>
                <SectionHeading text=t("plan-ring-whom")/>
                <SummaryList rows=contacts(content.contacts)/>
            </section>
            <section class="print:hidden">
                <SectionHeading text=t("plan-print")/>
                <PrintLinks links=prints()/>
            </section>
            <section class="print:hidden">
                <SectionHeading text=t("plan-sharing")/>
                <PrintLinks links=sharing()/>
            </section>
        </Stack>
    }
    .into_any()
}

fn sharing() -> Vec<(String, String)> {
    vec![(routes::MY_SHARE.into(), t("plan-share")), (routes::MY_SEEN.into(), t("plan-seen"))]
}

fn prints() -> Vec<(String, String)> {
    vec![
        (routes::my_print("a4"), t("plan-print-a4")),
        (routes::my_print("booklet"), t("plan-print-booklet")),
        (routes::my_print("school"), t("plan-print-school")),
        (routes::my_print("bw"), t("plan-print-bw")),
    ]
}

fn contacts(contacts: Contacts) -> Vec<SummaryRow> {
    let Contacts { practice_name, practice_phone, name, phone } = contacts;
    let name = if name.is_empty() { t("plan-contact") } else { name };
    [(practice_name, practice_phone), (name, phone)]
        .into_iter()
        .filter(|(_, phone)| !phone.is_empty())
        .map(|(key, phone)| SummaryRow { key, action: Some((t("plan-ring"), ring(&phone))), value: phone })
        .collect()
}

fn withdrawn() -> AnyView {
    view! {
        <Stack>
            <Heading text=t("plan-withdrawn")/>
            <CareCard level=CareLevel::Emergency heading=t("plan-withdrawn-heading")>
                <p><strong>{t("plan-withdrawn-paper")}</strong></p>
                <p>{t("plan-withdrawn-ring")}</p>
            </CareCard>
            {emergency_button()}
        </Stack>
    }
    .into_any()
}

fn none() -> AnyView {
    view! {
        <Stack>
            <Heading text=t("plan-none")/>
            <p>{t("plan-none-text")}</p>
            <p>{t("plan-none-emergency")}</p>
            {emergency_button()}
        </Stack>
    }
    .into_any()
}

fn emergency_button() -> AnyView {
    view! { <p><ButtonLink href=routes::EMERGENCY kind=ButtonKind::Warning>{t("plan-emergency")}</ButtonLink></p> }
        .into_any()
}
