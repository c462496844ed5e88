use domain::OdsCode;
use domain::patient::PatientRecord;
use domain::plan::Template;
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::StartPlan;
use crate::staff::say;
use crate::staff::shared::refusals;
use crate::ui::{Button, ButtonKind, Card, Details, ErrorSummary, Row, Tag, Tone};

/// The templates a plan can be started from. One that does not fit the person's age says why instead of a button.
pub(super) fn start_plan(practice: &OdsCode, record: &PatientRecord) -> AnyView {
    let action = ServerAction::<StartPlan>::new();
    let age = record.patient.date_of_birth.age_on(record.today);
    let mut templates = record.templates.clone();
    templates.sort_by_key(|template| !template.fits_age(age));
    let pending = action.pending();
    let blank =
        templates.iter().filter(|template| template.fits_age(age)).map(|it| empty(it, pending.into())).collect_view();
    let choices = templates.into_iter().map(|template| choice(template, age, pending.into())).collect_view();
    let (practice, patient) = (practice.to_string(), record.patient.id.to_string());
    view! {
        <Card heading="Start a plan from a template">
            <ActionForm action=action>
                <ErrorSummary errors=refusals(action.value(), "templates")/>
                <input type="hidden" name="practice" value=practice/>
                <input type="hidden" name="patient" value=patient/>
                <ul id="templates" role="list" class="grid gap-0">{choices}</ul>
                <Details summary="Start with an empty form">
                    <p>"Nothing is filled in. Choose how the person is treated: it decides which medicines and emergency steps the plan has."</p>
                    <Row>{blank}</Row>
                </Details>
            </ActionForm>
        </Card>
    }
    .into_any()
}

fn empty(template: &Template, pending: Signal<bool>) -> AnyView {
    let (value, name) = (format!("blank-{}", template.id), template.name.clone());
    view! { <Button kind=ButtonKind::Secondary small=true name="from" value=value pending=pending>{name}</Button> }
        .into_any()
}

fn choice(template: Template, age: u16, pending: Signal<bool>) -> AnyView {
    let fits = template.fits_age(age);
    let Template { id, name, about, .. } = template.clone();
    let from = format!(" from the template {name}");
    let act = if fits {
        view! {
            <Button kind=ButtonKind::Secondary small=true name="from" value=id.as_str() pending=pending>
                "Start"
                <span class="visually-hidden">{from}</span>
            </Button>
        }
        .into_any()
    } else {
        let reason = format!("For {}; this person is {age}", say::ages(&template));
        view! { <Tag tone=Tone::Grey text=reason/> }.into_any()
    };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3 max-w-none">
            <span class="grow basis-[16rem]">
                <strong class="block">{name}</strong>
                <span class="text-muted">{about}</span>
            </span>
            {act}
        </li>
    }
    .into_any()
}
