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
use crate::words::{say, t};

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
                    Err(error) => view! { <Page title=t("shared-title")>{error.view()}</Page> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(plan: SharedPlan, token: &str) -> AnyView {
    let school = plan.purpose == SharePurpose::School;
    let heading = if school { t("shared-school-card") } else { t("shared-plan") };
    let late = plan.review_late.then(|| {
        view! {
            <Card edge=Tone::Orange>
                <p><strong>{t("shared-late")}</strong>" "{t("shared-late-text")}</p>
            </Card>
        }
    });
    let zones = plan.zones.into_iter().map(|zone| zone_part(zone, false)).collect_view();
    let row = |(key, value): (String, String)| SummaryRow { key, value, action: None };
    let medicines: Vec<SummaryRow> = plan.medicines.into_iter().map(row).collect();
    let ring = |(key, value): (String, String)| {
        let address = format!("tel:{}", value.replace(' ', ""));
        SummaryRow { key, action: Some((t("shared-ring"), address)), value }
    };
    let contacts: Vec<SummaryRow> = plan.contacts.into_iter().map(ring).collect();
    let triggers = (!plan.triggers.is_empty()).then(|| {
        view! { <section><SectionHeading text=t("shared-triggers")/><p>{plan.triggers.join(", ")}</p></section> }
    });
    let prints = vec![(routes::shared_print(token), t("shared-print-school"))];
    let until = say("shared-until", &[("date", &say_date(plan.ends_on))]);
    let demo = plan.demo.then(|| {
        view! { <p><strong>{t("shared-demo")}</strong></p> }
    });
    view! {
        // The head says nothing of anybody: links are looked at by programs that make previews.
        <Page title=t("shared-title")>
            <Stack>
                <Heading text=plan.name caption=heading/>
                <p class="plan-stamp">{plan.stamp}</p>
                {demo}
                {late}
                <CareCard level=CareLevel::Emergency heading=t("shared-attack")>
                    <EmergencySteps steps=plan.emergency/>
                    <p class="print:hidden"><BigCall number="999" text=t("shared-call")/></p>
                </CareCard>
                {zones}
                <section>
                    <SectionHeading text=if school { t("shared-inhaler") } else { t("shared-medicines") }/>
                    <SummaryList rows=medicines/>
                </section>
                {triggers}
                <section><SectionHeading text=t("shared-ring-whom")/><SummaryList rows=contacts/></section>
                <section class="print:hidden">
                    <SectionHeading text=t("shared-print")/>
                    <PrintLinks links=prints/>
                    <p>{t("shared-paper")}</p>
                </section>
                <footer class="text-muted">
                    <p>{until}</p>
                    <p>{t("shared-seen")}</p>
                </footer>
            </Stack>
        </Page>
    }
    .into_any()
}

fn code_first(token: String, state: Signal<Returned>) -> AnyView {
    view! {
        <Page title=t("shared-title")>
            <Stack>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=t("shared-somebody")/>
                <p>{t("shared-code-text")}</p>
                <form method="post" action=EnterCode::url()>
                    <input type="hidden" name="token" value=token/>
                    <TextInput
                        name="code"
                        label=t("shared-code")
                        keyboard=Keyboard::Number
                        autocomplete="one-time-code"
                        error=problem(state, "code")
                    />
                    <Button>{t("shared-show")}</Button>
                </form>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

fn withdrawn() -> AnyView {
    view! {
        <Page title=t("shared-title")>
            <Stack>
                <Heading text=t("shared-none")/>
                <CareCard level=CareLevel::Urgent heading=t("shared-old-paper")>
                    <p>{t("shared-withdrawn")}</p>
                </CareCard>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

fn closed() -> AnyView {
    view! {
        <Page title=t("shared-closed")>
            <Stack>
                <Heading text=t("shared-closed")/>
                <p>{t("shared-closed-text")}</p>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

fn too_often() -> AnyView {
    view! {
        <Page title=t("shared-title")>
            <Stack>
                <Heading text=t("shared-too-often")/>
                <p>{t("shared-wait")}</p>
                {attack()}
            </Stack>
        </Page>
    }
    .into_any()
}

/// Whoever opens a link may stand beside somebody in an attack.
fn attack() -> AnyView {
    view! {
        <CareCard level=CareLevel::Emergency heading=t("shared-attack")>
            <EmergencySteps steps=general_steps()/>
            <p class="print:hidden"><BigCall number="999" text=t("shared-call")/></p>
        </CareCard>
    }
    .into_any()
}
