use domain::condition::views::ConditionFormView;
use domain::plan::Severity;
use domain::{Condition, OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{SaveCondition, condition_form};
use super::fields::fields;
use super::sign::{preview, sign_part};
use crate::forms::Returned;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, patient_strip, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, ColumnKind, Columns, ErrorSummary, FieldError, Heading, InsetText, Page, Stack,
};

/// The form of a plan with the rules beside its fields; once checked, the words and the signature.
#[component]
pub fn ConditionPage() -> impl IntoView {
    let (place, condition, again) = (place::patient(), place::condition(), place::again());
    let opened = load(
        move || (place.get(), condition.get(), again.get()),
        |(place, condition, again)| async move {
            match (place, condition) {
                (Some((practice, patient)), Some(condition)) => {
                    condition_form(practice.clone(), patient, condition, again)
                        .await
                        .map(|(view, returned)| (practice, patient, condition, view, returned))
                }
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((practice, patient, condition, view, returned)) => {
                        shown(&practice, patient, condition, &view, returned)
                    }
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
    view: &ConditionFormView,
    returned: Option<Returned>,
) -> AnyView {
    let checked = returned.is_some();
    let returned = returned.unwrap_or_default();
    let mut errors = lines(&returned.problems);
    let stops = view.problems.iter().filter(|problem| checked && problem.severity == Severity::Stop);
    errors.extend(stops.map(|p| FieldError { field: p.field.clone(), message: p.message.clone() }));
    let errors = Signal::derive(move || errors.clone());
    let trail = vec![
        ("Patients".into(), Some(routes::patients(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        (condition.plan().into(), None),
    ];
    let facts = &view.facts;
    let strip = patient_strip(&facts.name, facts.date_of_birth, &facts.nhs_number, facts.today, String::new());
    let template = format!("Template “{}”, version {}.", view.template.name, view.template.version);
    let kept = match view.in_force {
        Some(number) => format!("{template} Version {number} is in force until you sign the next one."),
        None => format!("{template} Nothing is kept until you sign."),
    };
    let (preview, sign) = (checked.then(|| preview(view)), checked.then(|| sign_part(view, &returned)));
    let check = if checked { "Check again" } else { "Check the plan" };
    let (code, fields) = (practice.to_string(), fields(view, checked));
    view! {
        {strip}
        <Page title=condition.plan() wide=true>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text=condition.plan()/>
            <form method="post" action=SaveCondition::url()>
                <input type="hidden" name="practice" value=code/>
                <input type="hidden" name="patient" value=patient.to_string()/>
                <input type="hidden" name="condition" value=condition.as_str()/>
                <Columns kind=ColumnKind::ThreeTwo>
                    <Stack>
                        <InsetText><p>{kept}</p></InsetText>
                        <div>{fields}</div>
                        <p><Button kind=ButtonKind::Secondary name="act" value="check">{check}</Button></p>
                    </Stack>
                    <div>{preview}</div>
                </Columns>
                {sign}
            </form>
        </Page>
    }
    .into_any()
}
