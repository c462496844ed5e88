use domain::plan::SignedPlan;
use domain::plan::emergency::{EmergencyProtocol, general_steps};
use domain::time::say_date;
use leptos::prelude::*;

use super::api::{Steps, my_emergency};
use crate::load::load;
use crate::plan_words::{EmergencySteps, PlanStamp, Sentence};
use crate::routes;
use crate::ui::{
    BigCall, Button, ButtonKind, ButtonType, EmergencyFrame, Heading, NumberedSteps, Page, Row, Stack, TextLink,
};
use crate::words::{say, t};

#[component]
pub(in crate::patient) fn EmergencyPage() -> impl IntoView {
    let steps = load(|| (), |()| my_emergency());
    view! {
        <EmergencyFrame>
            <Page title=t("emergency-page")>
                <Stack>
                    <div class="flex items-start justify-between gap-4">
                        <Heading text=t("emergency-title")/>
                        <p><TextLink href=routes::MY external=true>{t("emergency-close")}</TextLink></p>
                    </div>
                    <BigCall number="999" text=t("emergency-call")/>
                    <p>{t("emergency-no-signal")}</p>
                    // A failure on any side leaves the general steps.
                    <Suspense fallback=general>
                        {move || Suspend::new(async move {
                            match steps.ready().await {
                                Ok(Steps::Own(plan)) => own(*plan),
                                Ok(Steps::LoggedOut) => kept_or(view! {
                                    {general()}
                                    <p>
                                        <span>{t("emergency-own")}</span> " "
                                        <TextLink href=routes::LOG_IN external=true>{t("emergency-log-in")}</TextLink>
                                    </p>
                                }
                                .into_any()),
                                Ok(Steps::NoPlan) => with_note(t("emergency-no-plan")),
                                Ok(Steps::Withdrawn) => with_note(t("emergency-withdrawn")),
                                Ok(Steps::NotReached) | Err(_) => kept_or(with_note(
                                    t("emergency-not-reached"),
                                )),
                            }
                        })}
                    </Suspense>
                </Stack>
            </Page>
        </EmergencyFrame>
    }
    .into_any()
}

/// The steps by the plan signed last, as a phone keeps them.
#[cfg(feature = "ssr")]
pub(in crate::patient) fn of_plan(plan: Option<SignedPlan>) -> AnyView {
    match plan {
        Some(plan) if plan.status() == domain::plan::PlanStatus::Signed => own(plan),
        Some(_) => with_note(t("emergency-withdrawn")),
        None => with_note(t("emergency-no-plan")),
    }
}

/// Where the phone keeps a person's own steps, its script puts them here.
fn kept_or(general: AnyView) -> AnyView {
    view! { <div data-fill>{general}</div> }.into_any()
}

/// The step in which puffs are taken, counted from 0: "do step 2 again" means this one.
const PUFF_STEP: usize = 1;

/// Those of the person's own regimen, and no others.
fn own(plan: SignedPlan) -> AnyView {
    let content = plan.content().clone();
    let contact = (!content.contacts.phone.is_empty()).then(|| {
        let name =
            if content.contacts.name.is_empty() { t("emergency-contact") } else { content.contacts.name.clone() };
        let href = crate::patient::plan::ring(&content.contacts.phone);
        view! {
            <p>
                <span>{format!("{name}: ")}</span>
                <a href=href>{content.contacts.phone.clone()}</a>
            </p>
        }
    });
    let protocol = content.regimen.protocol();
    let steps = content
        .emergency_steps()
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let counter = (at == PUFF_STEP).then(|| view! { {puff_counter(protocol)} });
            view! {
                <Sentence text=step/>
                {counter}
            }
            .into_any()
        })
        .collect();
    let whose = say(
        "emergency-whose",
        &[("name", &content.name.to_string()), ("born", &say_date(content.date_of_birth.date()))],
    );
    view! {
        <Stack>
            <NumberedSteps steps=steps/>
            {contact}
            <p>{whose}</p>
            <PlanStamp plan=plan/>
        </Stack>
    }
    .into_any()
}

/// Counts puffs: an aid that nothing waits for. A script shows it and counts by the device's clock, inside the step.
fn puff_counter(protocol: EmergencyProtocol) -> AnyView {
    let (most, wait) = (protocol.max_puffs().to_string(), protocol.interval_seconds().0.to_string());
    view! {
        <div class="mt-3" hidden data-puffs=most data-wait=wait>
            <Row>
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button>{t("emergency-puff")}</Button>
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button>{t("emergency-again")}</Button>
            </Row>
            <p class="mt-3 tabular-nums" role="status"></p>
        </div>
    }
    .into_any()
}

fn general() -> AnyView {
    view! {
        <EmergencySteps steps=general_steps()/>
        <p>{t("emergency-everybody")}</p>
    }
    .into_any()
}

fn with_note(note: String) -> AnyView {
    view! {
        {general()}
        <p>{note}</p>
    }
    .into_any()
}
