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
use crate::words::{say, t};

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
                    Err(error) => view! { <Page title=t("error-broken")>{error.view()}</Page> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(mine: MyConditionPlan) -> AnyView {
    let MyConditionPlan { person, plan, today, demo } = mine;
    let title = plan.content().condition.plan();
    let who = say("frame-who", &[("name", &person.given_name), ("age", &person.age.to_string())]);
    let content = if plan.status() == PlanStatus::Signed { in_force(&plan, today) } else { withdrawn(title) };
    let foot = if demo { t("frame-foot-demo") } else { t("frame-foot") };
    view! {
        <PatientHeader title=title who=who demo=demo/>
        <Page title=title>
            <div class="print:hidden">
                <BackLink href=routes::MY_PLAN text=t("other-plans-back")/>
            </div>
            {content}
            <footer class="mt-6 text-muted"><p>{foot}</p></footer>
        </Page>
    }
    .into_any()
}

fn in_force(plan: &SignedConditionPlan, today: NaiveDate) -> AnyView {
    let content = plan.content().clone();
    let whose = say(
        "plan-whose",
        &[
            ("name", &content.name.to_string()),
            ("born", &say_date(content.date_of_birth.date())),
            ("number", &content.nhs_number.to_string()),
        ],
    );
    let late = (plan.review_due() < today).then(|| {
        let text = say("other-plans-review", &[("date", &say_date(plan.review_due()))]);
        view! { <Card edge=Tone::Orange><p><strong>{text}</strong></p></Card> }
    });
    let rows = phones(&content);
    let prints = vec![(routes::my_condition_print(content.condition), t("other-plans-print-a4"))];
    let stamp = plan.stamp();
    view! {
        <Stack>
            <Heading text=content.condition.plan() caption=whose/>
            <p class="plan-stamp">{stamp}</p>
            {late}
            <ConditionWords sections=content.sections call=true/>
            <section>
                <SectionHeading text=t("other-plans-phones")/>
                <SummaryList rows=rows/>
            </section>
            <section class="print:hidden">
                <SectionHeading text=t("other-plans-print")/>
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
            SummaryRow { key, action: Some((t("other-plans-ring"), ring)), value: phone }
        })
        .collect()
}

fn withdrawn(title: &'static str) -> AnyView {
    let heading = say("other-plans-withdrawn-heading", &[("plan", &title.to_lowercase())]);
    view! {
        <Stack>
            <Heading text=t("other-plans-withdrawn")/>
            <CareCard level=CareLevel::Emergency heading=heading>
                <p><strong>{t("other-plans-paper")}</strong></p>
                <p>{t("other-plans-ask")}</p>
                <p>{t("other-plans-emergency")}</p>
                <p class="print:hidden"><BigCall number="999" text=t("other-plans-call")/></p>
            </CareCard>
        </Stack>
    }
    .into_any()
}
