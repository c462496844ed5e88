//! The patient's own plan for another condition: a plain page, its emergency steps first.

use chrono::NaiveDate;
use domain::condition::{Condition, ConditionContent, SignedConditionPlan};
use domain::diary::PersonLine;
use domain::plan::PlanStatus;
use domain::time::say_date;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::condition_words::ConditionWords;
use crate::load::load;
use crate::plan_words::PrintLinks;
use crate::public::NotFound;
use crate::routes;
use crate::ui::{
    BackLink, BigCall, Card, CareCard, CareLevel, Heading, Page, PatientHeader, SectionHeading, Stack, SummaryList,
    SummaryRow, Tone,
};

/// The plan with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyConditionPlan {
    person: PersonLine,
    /// Signed last; it may have been withdrawn since.
    plan: SignedConditionPlan,
    today: NaiveDate,
    demo: bool,
}

/// The latest signed plan of the person shown for a condition.
#[server(name = ReadMyConditionPlan, prefix = "/api", endpoint = "my/condition_plan")]
pub async fn my_condition_plan(condition: Condition) -> Result<MyConditionPlan, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let person = care::people::people(&access, &cx.services).await?.into_iter().find(|person| person.current);
    let plan = care::conditions::my_condition_plan(&access, &cx.services, condition).await?;
    let person = person.ok_or(AppError::NotFound)?;
    Ok(MyConditionPlan { person, plan, today: cx.services.today(), demo: cx.services.demo })
}

#[component]
pub fn MyConditionPage() -> impl IntoView {
    let params = use_params_map();
    let condition = Memo::new(move |_| params.read().get("condition")?.parse::<Condition>().ok());
    let plan = load(
        move || condition.get(),
        |condition| async move {
            match condition {
                Some(condition) => my_condition_plan(condition).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match plan.ready().await {
                    Ok(mine) => shown(mine),
                    Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                    Err(error) => view! { <Page title="Sorry, there is a problem">{error.view()}</Page> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(mine: MyConditionPlan) -> AnyView {
    let MyConditionPlan { person, plan, today, demo } = mine;
    let title = plan.content().condition.plan();
    let who = format!("{}, {}", person.given_name, person.age);
    let content = if plan.status() == PlanStatus::Signed { in_force(&plan, today) } else { withdrawn(title) };
    let foot = if demo {
        "Demonstration: everybody here is made up. In a real emergency, call 999."
    } else {
        "Nobody is watching this app for you. In an emergency, call 999."
    };
    view! {
        <PatientHeader title=title who=who demo=demo/>
        <Page title=title>
            <div class="print:hidden">
                <BackLink href=routes::MY_PLAN text="My plans"/>
            </div>
            {content}
            <footer class="mt-6 text-muted"><p>{foot}</p></footer>
        </Page>
    }
    .into_any()
}

fn in_force(plan: &SignedConditionPlan, today: NaiveDate) -> AnyView {
    let content = plan.content().clone();
    let whose =
        format!("{}, born {}, NHS number {}", content.name, say_date(content.date_of_birth.date()), content.nhs_number);
    let late = (plan.review_due() < today).then(|| {
        let text = format!(
            "This plan needs a review. It was due on {}. Keep using it, and ask your GP surgery for a review.",
            say_date(plan.review_due())
        );
        view! { <Card edge=Tone::Orange><p><strong>{text}</strong></p></Card> }
    });
    let rows = phones(&content);
    let prints = vec![(routes::my_condition_print(content.condition), "Your plan on one page")];
    let stamp = plan.stamp();
    view! {
        <Stack>
            <Heading text=content.condition.plan() caption=whose/>
            <p class="plan-stamp">{stamp}</p>
            {late}
            <ConditionWords sections=content.sections call=true/>
            <section>
                <SectionHeading text="Telephones"/>
                <SummaryList rows=rows/>
            </section>
            <section class="print:hidden">
                <SectionHeading text="Print this plan"/>
                <PrintLinks links=prints/>
            </section>
        </Stack>
    }
    .into_any()
}

/// Every number of the plan with a link that rings it.
fn phones(content: &ConditionContent) -> Vec<SummaryRow> {
    content
        .phones()
        .into_iter()
        .map(|(key, phone)| {
            let ring = format!("tel:{}", phone.replace(' ', ""));
            SummaryRow { key, action: Some(("Ring".into(), ring)), value: phone }
        })
        .collect()
}

fn withdrawn(title: &'static str) -> AnyView {
    let heading = format!("Your {} has been withdrawn", title.to_lowercase());
    view! {
        <Stack>
            <Heading text="Do not use this plan"/>
            <CareCard level=CareLevel::Emergency heading=heading>
                <p><strong>"Your GP surgery has withdrawn it. Do not use paper copies either."</strong></p>
                <p>"Ring your GP surgery today. Ask what to do, and ask for a new plan."</p>
                <p>"In an emergency, call 999."</p>
                <p class="print:hidden"><BigCall number="999" text="Call 999"/></p>
            </CareCard>
        </Stack>
    }
    .into_any()
}
