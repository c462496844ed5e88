//! The plan: three zones in the order in which they are needed, with version and date.

use domain::diary::PersonLine;
use domain::plan::{PlanStatus, SignedPlan};
use domain::time::say_date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, refused};
use crate::plan_words::{EmergencySteps, PlanStamp, PlanZones};
use crate::ui::{
    ButtonLink, ButtonKind, Card, CareCard, CareLevel, Heading, SectionHeading, Stack, SummaryList, SummaryRow,
};
use crate::{AppError, routes};

/// The plan with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MyPlan {
    person: PersonLine,
    plan: Option<SignedPlan>,
    demo: bool,
}

/// The latest signed plan of the person shown. Reading it counts as seeing it.
#[server(name = ReadMyPlan, prefix = "/api", endpoint = "my/plan")]
pub(super) async fn my_plan() -> Result<MyPlan, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let person = care::people::people(&access, &cx.services).await?.into_iter().find(|person| person.current);
    let plan = care::plans::my_plan(&access, &cx.services).await?;
    Ok(MyPlan { person: person.ok_or(AppError::NotFound)?, plan, demo: cx.services.demo })
}

#[component]
pub(super) fn PlanPage() -> impl IntoView {
    let plan = Resource::new_blocking(|| (), |()| my_plan());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match plan.await {
                    Ok(MyPlan { person, plan, demo }) => {
                        let content = match plan {
                            Some(plan) if plan.status() == PlanStatus::Signed => in_force(plan),
                            Some(_) => withdrawn(),
                            None => none(),
                        };
                        view! { <Frame title="My plan" person=person demo=demo place=Place::Plan>{content}</Frame> }.into_any()
                    }
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn in_force(plan: SignedPlan) -> AnyView {
    let content = plan.content().clone();
    let words = content.words();
    let (triggers, note, emergency) = (words.triggers.join(", "), words.note.clone(), words.emergency.clone());
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let mut contacts = vec![row(&content.contacts.practice_name, content.contacts.practice_phone.clone())];
    if !content.contacts.phone.is_empty() {
        let name = if content.contacts.name.is_empty() { "Emergency contact".into() } else { content.contacts.name.clone() };
        contacts.push(row(&name, content.contacts.phone.clone()));
    }
    let whose = format!("{}, born {}, NHS number {}", content.name, say_date(content.date_of_birth.date()), content.nhs_number);
    view! {
        <Stack>
            <Heading text="My asthma plan" caption=whose/>
            <PlanStamp plan=plan/>
            <PlanZones words=words/>
            <Card heading="In an asthma attack" edge=crate::ui::Tone::Red>
                <EmergencySteps steps=emergency/>
            </Card>
            {(!triggers.is_empty()).then(|| view! {
                <Card heading="What sets it off">
                    <p>{triggers}</p>
                    <p>"Dirty air can too. On days with bad air, stay away from busy roads and follow your plan."</p>
                </Card>
            })}
            {(!note.is_empty()).then(|| view! { <Card heading="Note"><p>{note}</p></Card> })}
            <section>
                <SectionHeading text="Whom to ring"/>
                <SummaryList rows=contacts/>
            </section>
            <p class="print:hidden">"To keep a paper copy, print this page from your browser’s menu."</p>
        </Stack>
    }
    .into_any()
}

fn withdrawn() -> AnyView {
    view! {
        <Stack>
            <Heading text="Do not use your old plan"/>
            <CareCard level=CareLevel::Urgent heading="Your plan has been withdrawn">
                <p>"Your GP surgery has withdrawn it. Ask them for a new one as soon as you can."</p>
            </CareCard>
            <p><ButtonLink href=routes::EMERGENCY kind=ButtonKind::Warning>"Open the emergency steps"</ButtonLink></p>
        </Stack>
    }
    .into_any()
}

fn none() -> AnyView {
    view! {
        <Stack>
            <Heading text="No plan yet"/>
            <p>"Your nurse or GP has not signed a plan for you. Ask your GP surgery for an asthma review."</p>
            <p><ButtonLink href=routes::EMERGENCY kind=ButtonKind::Warning>"Open the emergency steps"</ButtonLink></p>
        </Stack>
    }
    .into_any()
}
