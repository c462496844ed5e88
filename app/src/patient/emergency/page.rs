use domain::plan::emergency::{EmergencyProtocol, general_steps};
use domain::plan::{PlanStatus, SignedPlan};
use domain::time::say_date;
use leptos::prelude::*;

use super::counter::PuffCounter;
use crate::plan_words::{EmergencySteps, PlanStamp};
use crate::ui::{BigCall, EmergencyFrame, Heading, Page, Stack, TextLink};
use crate::{AppError, routes};

/// The signed plan for an attack; `None` when nobody is logged in or there is none in force.
#[server(prefix = "/api", endpoint = "my/emergency")]
pub(super) async fn my_emergency() -> Result<Option<SignedPlan>, AppError> {
    let cx = crate::context::request()?;
    // No session is no refusal here: the general steps are for everybody.
    let Ok(access) = care::access::PatientAccess::of(&cx.proof) else { return Ok(None) };
    let plan = care::plans::my_emergency(&access, &cx.services).await?;
    Ok(plan.filter(|plan| plan.status() == PlanStatus::Signed))
}

#[component]
pub(in crate::patient) fn EmergencyPage() -> impl IntoView {
    let plan = Resource::new_blocking(|| (), |()| my_emergency());
    view! {
        <EmergencyFrame>
            <Page title="Asthma attack: emergency steps">
                <Stack>
                    <Heading text="Asthma attack"/>
                    <BigCall number="999" text="Call 999"/>
                    <p>"No signal, or a tablet without a phone? Ask someone near you to call 999 now."</p>
                    // A failure on any side leaves the general steps.
                    <Suspense fallback=general>
                        {move || Suspend::new(async move {
                            match plan.await {
                                Ok(Some(plan)) => own(plan),
                                _ => general(),
                            }
                        })}
                    </Suspense>
                    <p><TextLink href=routes::MY>"Close"</TextLink></p>
                </Stack>
            </Page>
        </EmergencyFrame>
    }
    .into_any()
}

fn own(plan: SignedPlan) -> AnyView {
    let content = plan.content().clone();
    let protocol: EmergencyProtocol = content.regimen.protocol();
    let contact = (!content.contacts.phone.is_empty()).then(|| {
        let name = if content.contacts.name.is_empty() { "Emergency contact".to_owned() } else { content.contacts.name.clone() };
        let href = format!("tel:{}", content.contacts.phone.replace([' ', '(', ')', '-'], ""));
        view! { <p>{format!("{name}: ")} <a href=href>{content.contacts.phone.clone()}</a></p> }
    });
    let whose = format!("{}, born {}", content.name, say_date(content.date_of_birth.date()));
    view! {
        <EmergencySteps steps=content.emergency_steps()/>
        <PuffCounter protocol=protocol/>
        {contact}
        <p>{whose}</p>
        <PlanStamp plan=plan/>
    }
    .into_any()
}

fn general() -> AnyView {
    view! {
        <EmergencySteps steps=general_steps()/>
        <p>"These steps are for everybody. Your own plan shows the steps for your own inhaler: log in to see it."</p>
    }
    .into_any()
}
