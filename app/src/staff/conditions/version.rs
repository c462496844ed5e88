use domain::condition::views::ConditionPlanView;
use domain::plan::PlanStatus;
use domain::{Condition, OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{WithdrawCondition, condition_version};
use crate::condition_words::ConditionWords;
use crate::forms::{self, Returned, problem, value};
use crate::load::load;
use crate::plan_words::PrintLinks;
use crate::routes;
use crate::staff::place;
use crate::staff::say;
use crate::staff::shared::{lines, patient_strip, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, ButtonLink, Card, CareCard, CareLevel, ColumnKind, Columns, ErrorSummary, Heading,
    Page, Stack, SummaryList, SummaryRow, Tag, Textarea, Tone,
};

/// One signed version: read, printed from the browser, withdrawn.
#[component]
pub fn ConditionVersionPage() -> impl IntoView {
    let (place, condition, number) = (place::patient(), place::condition(), place::number());
    let state = forms::state::<()>(Signal::derive(|| None));
    let opened = load(
        move || (place.get(), condition.get(), number.get()),
        |(place, condition, number)| async move {
            match (place, condition, number) {
                (Some((practice, patient)), Some(condition), Some(number)) => {
                    condition_version(practice.clone(), patient, condition, number)
                        .await
                        .map(|view| (practice, patient, condition, view))
                }
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((practice, patient, condition, view)) => shown(&practice, patient, condition, &view, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(
    practice: &OdsCode,
    patient: PatientId,
    condition: Condition,
    view: &ConditionPlanView,
    state: Signal<Returned>,
) -> AnyView {
    let (plan, content) = (&view.plan, view.plan.content());
    let title = format!("{}, version {}", condition.plan(), plan.number());
    let trail = vec![
        ("Patients".into(), Some(routes::patients(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        (title.clone(), None),
    ];
    let errors = Signal::derive(move || lines(&state.read().problems));
    let strip = patient_strip(&content.name, content.date_of_birth, &content.nhs_number, view.today, String::new());
    let (warning, signature) = (not_in_force(practice, patient, condition, view), signature(view));
    let withdraw = withdraw_form(practice, patient, condition, view, state);
    let sections = content.sections.clone();
    let prints = vec![(routes::condition_print(practice, patient, condition, plan.number()), "One page".to_owned())];
    let again = routes::condition(practice, patient, condition);
    let renew = (plan.status() != PlanStatus::Superseded).then(|| {
        view! {
            <p class="print:hidden">
                <ButtonLink href=again kind=ButtonKind::Secondary>"Write the next version"</ButtonLink>
            </p>
        }
    });
    view! {
        {strip}
        <Page title=title.clone() wide=true>
            <ErrorSummary errors=errors/>
            <Breadcrumb items=trail/>
            <Heading text=title/>
            {warning}
            <Columns kind=ColumnKind::ThreeTwo>
                <Stack><ConditionWords sections=sections/></Stack>
                <Stack>
                    {signature}
                    <div class="print:hidden">
                        <Card heading="Print">
                            <PrintLinks links=prints/>
                        </Card>
                    </div>
                    {renew}
                </Stack>
            </Columns>
            {withdraw}
        </Page>
    }
    .into_any()
}

fn not_in_force(
    practice: &OdsCode,
    patient: PatientId,
    condition: Condition,
    view: &ConditionPlanView,
) -> Option<AnyView> {
    let number = view.plan.number();
    let what = match view.plan.status() {
        PlanStatus::Signed => return None,
        PlanStatus::Superseded => "replaced",
        PlanStatus::Withdrawn => "withdrawn",
    };
    let heading = format!("Version {number} was {what}: do not use it");
    let reason = view.ended_reason.clone().map(|reason| view! { <p>{format!("Reason: {reason}")}</p> });
    let link = view.current.map(|current| {
        let address = routes::condition_version(practice, patient, condition, current);
        view! { <p><a href=address>{format!("Open version {current}, which is in force")}</a></p> }
    });
    Some(
        view! {
            <div class="mb-6"><CareCard level=CareLevel::Urgent heading=heading>{reason} {link}</CareCard></div>
        }
        .into_any(),
    )
}

fn signature(view: &ConditionPlanView) -> AnyView {
    let plan = &view.plan;
    let (tone, state) = say::version_state(plan.status(), plan.review_due(), view.today);
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let content = plan.content();
    let mut rows = vec![
        row("Template", format!("{}, v{}", content.template_name, content.template_version)),
        row("Rules", format!("v{}", plan.rules_version())),
        row("Fingerprint", plan.content_hash().chars().take(12).collect()),
    ];
    rows.extend(
        plan.confirmations().iter().map(|one| row(&one.rule, format!("{}. Reason: {}", one.message, one.reason))),
    );
    let stamp = plan.stamp();
    view! {
        <Card heading="Signature">
            <p><Tag tone=tone text=state/></p>
            <p class="plan-stamp">{stamp}</p>
            <SummaryList rows=rows/>
        </Card>
    }
    .into_any()
}

fn withdraw_form(
    practice: &OdsCode,
    patient: PatientId,
    condition: Condition,
    view: &ConditionPlanView,
    state: Signal<Returned>,
) -> Option<AnyView> {
    if view.plan.status() != PlanStatus::Signed {
        return None;
    }
    let (practice, number) = (practice.to_string(), view.plan.number().to_string());
    Some(
        view! {
            <section class="mt-6 print:hidden">
                <Card heading="Withdraw this plan" edge=Tone::Red>
                    <p>"Withdraw a plan that would do harm. To change a plan, write the next version. The patient sees at once that this plan must not be used."</p>
                    <form method="post" action=WithdrawCondition::url()>
                        <input type="hidden" name="practice" value=practice/>
                        <input type="hidden" name="patient" value=patient.to_string()/>
                        <input type="hidden" name="condition" value=condition.as_str()/>
                        <input type="hidden" name="number" value=number/>
                        <Textarea
                            name="reason"
                            label="Why must it not be used?"
                            hint="Kept with the version. Colleagues read it; the patient does not."
                            value=value(state, "reason")
                            error=problem(state, "reason")
                        />
                        <Button kind=ButtonKind::Warning>"Withdraw this plan"</Button>
                    </form>
                </Card>
            </section>
        }
        .into_any(),
    )
}
