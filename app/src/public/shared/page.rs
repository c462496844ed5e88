use domain::plan::emergency::general_steps;
use domain::share::{ShareLook, SharePurpose, SharedPlan};
use domain::time::say_date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{EnterCode, open_shared};
use crate::AppError;
use crate::forms::{self, Returned, problem};
use crate::load::load;
use crate::plan_words::{EmergencySteps, PrintLinks, zone_part};
use crate::public::masthead::Masthead;
use crate::routes;
use crate::ui::{
    BigCall, Button, Card, CareCard, CareLevel, ErrorSummary, Heading, Keyboard, Page, SectionHeading, Stack,
    SummaryList, SummaryRow, TextInput, Tone,
};

/// What is behind a link.
#[component]
pub(in crate::public) fn SharedPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
    let state = forms::state::<()>(Signal::derive(|| None));
    let opened = load(move || token.get(), open_shared);
    view! {
        <Masthead/>
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok(ShareLook::Plan(plan)) => shown(*plan, &token.get_untracked()),
                    Ok(ShareLook::CodeFirst) => code_first(token.get_untracked(), state),
                    Ok(ShareLook::Withdrawn) => withdrawn(),
                    Ok(ShareLook::Closed) => closed(),
                    Err(AppError::TooManyTries) => too_often(),
                    Err(error) => view! { <Page title="Shared plan">{error.view()}</Page> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(plan: SharedPlan, token: &str) -> AnyView {
    let school = plan.purpose == SharePurpose::School;
    let heading = if school { "School asthma card" } else { "Asthma plan" };
    let late = plan.review_late.then(|| {
        view! {
            <Card edge=Tone::Orange>
                <p><strong>"This plan is late for a review. "</strong>"Keep using it, and tell the family."</p>
            </Card>
        }
    });
    let zones = plan.zones.into_iter().map(|zone| zone_part(zone, false)).collect_view();
    let row = |(key, value): (String, String)| SummaryRow { key, value, action: None };
    let medicines: Vec<SummaryRow> = plan.medicines.into_iter().map(row).collect();
    let ring = |(key, value): (String, String)| {
        let address = format!("tel:{}", value.replace(' ', ""));
        SummaryRow { key, action: Some(("Ring".into(), address)), value }
    };
    let contacts: Vec<SummaryRow> = plan.contacts.into_iter().map(ring).collect();
    let triggers = (!plan.triggers.is_empty()).then(|| {
        view! { <section><SectionHeading text="What sets it off"/><p>{plan.triggers.join(", ")}</p></section> }
    });
    let prints = vec![(routes::shared_print(token), "School asthma card on one page (PDF)".to_owned())];
    let until = format!("This link works until {}, unless the family stops it.", say_date(plan.ends_on));
    let demo = plan.demo.then(|| {
        view! { <p><strong>"Demonstration: everybody here is made up. In a real emergency, call 999."</strong></p> }
    });
    view! {
        // The head says nothing of anybody: links are looked at by programs that make previews.
        <Page title="Shared plan">
            <Stack>
                <Heading text=plan.name caption=heading/>
                <p class="plan-stamp">{plan.stamp}</p>
                {demo}
                {late}
                <CareCard level=CareLevel::Emergency heading="Asthma attack? Do this now">
                    <EmergencySteps steps=plan.emergency/>
                    <p class="print:hidden"><BigCall number="999" text="Call 999"/></p>
                </CareCard>
                {zones}
                <section>
                    <SectionHeading text={if school { "Inhaler" } else { "Medicines" }}/>
                    <SummaryList rows=medicines/>
                </section>
                {triggers}
                <section><SectionHeading text="Whom to ring"/><SummaryList rows=contacts/></section>
                <section class="print:hidden">
                    <SectionHeading text="Print"/>
                    <PrintLinks links=prints/>
                    <p>"A plan can change. Open this link again before you rely on paper."</p>
                </section>
                <footer class="text-muted">
                    <p>{until}</p>
                    <p>"The family sees when this link is opened, and nothing about who opens it."</p>
                </footer>
            </Stack>
        </Page>
    }
    .into_any()
}

fn code_first(token: String, state: Signal<Returned>) -> AnyView {
    view! {
        <Page title="Shared plan">
            <Stack>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text="Somebody shared a plan with you"/>
                <p>"Type the code that they told you. It has six digits."</p>
                <form method="post" action=EnterCode::url()>
                    <input type="hidden" name="token" value=token/>
                    <TextInput
                        name="code"
                        label="Code"
                        keyboard=Keyboard::Number
                        autocomplete="one-time-code"
                        error=problem(state, "code")
                    />
                    <Button>"Show the plan"</Button>
                </form>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

fn withdrawn() -> AnyView {
    view! {
        <Page title="Shared plan">
            <Stack>
                <Heading text="There is no plan to use now"/>
                <CareCard level=CareLevel::Urgent heading="Do not use paper copies of the old plan">
                    <p>"The GP surgery has withdrawn it. Ask the family which plan to follow."</p>
                </CareCard>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

fn closed() -> AnyView {
    view! {
        <Page title="This link no longer works">
            <Stack>
                <Heading text="This link no longer works"/>
                <p>"It was stopped, or its time is over. Do not use paper copies: they may be old. Ask the family for a new link."</p>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

fn too_often() -> AnyView {
    view! {
        <Page title="Shared plan">
            <Stack>
                <Heading text="This link was opened too often"/>
                <p>"Wait an hour and open it again."</p>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

/// Whoever opens a link may stand beside somebody in an attack.
fn attack() -> AnyView {
    view! {
        <CareCard level=CareLevel::Emergency heading="Asthma attack? Do this now">
            <EmergencySteps steps=general_steps()/>
            <p class="print:hidden"><BigCall number="999" text="Call 999"/></p>
        </CareCard>
    }
    .into_any()
}
