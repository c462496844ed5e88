use domain::plan::PlanStatus;
use domain::plan::after::{Step, Ticked};
use domain::time::{say_date, say_date_time};
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{After, Tick, after_page};
use crate::load::load;
use crate::routes;
use crate::staff::invitation::{Invite, picture, sheet};
use crate::staff::place;
use crate::staff::shared::{patient_strip, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, ButtonLink, Card, CareCard, CareLevel, ColumnKind, Columns, CopyText, Heading,
    Page, Panel, Row, Stack, Tag, Tone,
};

/// What comes after signing.
#[component]
pub fn AfterPage() -> impl IntoView {
    let (place, number, again) = (place::patient(), place::number(), place::again());
    let query = use_query_map();
    let just_signed = query.with_untracked(|query| query.get("signed").is_some());
    let opened = load(
        move || (place.get(), number.get(), again.get()),
        |(place, number, again)| async move {
            match (place, number) {
                (Some((practice, patient)), Some(number)) => {
                    after_page(practice.clone(), patient, number, again).await.map(|after| (practice, patient, after))
                }
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((practice, patient, after)) => shown(&practice, patient, &after, just_signed),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// Where the page is: what every form on it posts.
struct Here<'a> {
    practice: &'a OdsCode,
    patient: PatientId,
    number: u32,
}

impl Here<'_> {
    fn fields(&self) -> AnyView {
        view! {
            <input type="hidden" name="practice" value=self.practice.to_string()/>
            <input type="hidden" name="patient" value=self.patient.to_string()/>
        }
        .into_any()
    }

    /// A step with who ticked it, and the way to tick it or to take the tick away.
    fn step(&self, step: Step, ticked: Option<&Ticked>, done: &'static str, tick: &'static str) -> AnyView {
        let fields = self.fields();
        let (number, word) = (self.number.to_string(), step.as_str());
        let content = match ticked {
            Some(Ticked { by, at }) => {
                let text = format!("By {by}, {}.", say_date_time(*at));
                view! {
                    <p><Tag tone=Tone::Green text=done/> " " {text}</p>
                    <Button name="done" value="false" kind=ButtonKind::Secondary small=true>"Take the tick away"</Button>
                }
                .into_any()
            }
            None => view! { <Button name="done" value="true" small=true>{tick}</Button> }.into_any(),
        };
        view! {
            <form method="post" action=Tick::url()>
                {fields}
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="step" value=word/>
                {content}
            </form>
        }
        .into_any()
    }
}

fn shown(practice: &OdsCode, patient: PatientId, after: &After, just_signed: bool) -> AnyView {
    let (plan, subject) = (&after.view.plan, &after.view.patient);
    let number = plan.number();
    let here = Here { practice, patient, number };
    let trail = vec![
        ("Patients".into(), Some(routes::patients(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        (format!("Version {number}"), Some(routes::version(practice, patient, number))),
        ("After signing".into(), None),
    ];
    let strip = patient_strip(&subject.name, subject.date_of_birth, &subject.nhs_number, after.today, String::new());
    let in_force = plan.status() == PlanStatus::Signed;
    let review = format!("Review due {}", say_date(plan.review_due()));
    // The panel brings its own h1.
    let top = if just_signed && in_force {
        view! { <div class="mb-6"><Panel title=format!("Version {number} is signed")><p>{review}</p></Panel></div> }
            .into_any()
    } else {
        view! { <Heading text=format!("After signing version {number}")/> }.into_any()
    };
    let over = (!in_force).then(|| {
        let heading = format!("Version {number} is no longer in force");
        let link = after.view.current.map(|current| {
            let (address, text) = (routes::after(practice, patient, current), format!("Open version {current}"));
            view! { <p><a href=address>{text}</a></p> }
        });
        view! { <div class="mb-6"><CareCard level=CareLevel::Urgent heading=heading>{link}</CareCard></div> }
    });
    let filed = here.step(Step::Filed, after.view.filed.as_ref(), "Filed in the record", "Filed in the record");
    let taught =
        here.step(Step::TaughtBack, after.view.taught_back.as_ref(), "Explained back", "The patient explained it back");
    let amber: Vec<AnyView> = plan
        .content()
        .amber_actions()
        .into_iter()
        .map(|action| view! { <li>{domain::plan::words::plain(&action)}</li> }.into_any())
        .collect();
    let (phone, summary) = (phone(&here, after), plan.gp_record_text());
    let (print, version) =
        (routes::version_print(practice, patient, number, "a4"), routes::version(practice, patient, number));
    let record = routes::patient(practice, patient);
    view! {
        <div class="print:hidden">{strip}</div>
        <Page title=format!("After signing version {number}") wide=true>
            <Breadcrumb items=trail/>
            {top}
            {over}
            <Columns kind=ColumnKind::Halves>
                <Stack>
                    {phone}
                    <Card heading="Teach-back">
                        <p>"Ask: “What will you do when you are in your amber zone?” The plan says:"</p>
                        <ul class="bullets">{amber}</ul>
                        {taught}
                    </Card>
                </Stack>
                <Stack>
                    <Card heading="For the GP record">
                        <p>"Copy the summary into the patient’s record, then tick it. Check the codes against your own system: they come from a reference table that was not checked against a terminology server."</p>
                        <CopyText id="gp-record" label="Summary" text=summary/>
                        {filed}
                    </Card>
                    <Row>
                        <ButtonLink href=print kind=ButtonKind::Secondary external=true>"Print the plan"</ButtonLink>
                        <a href=version>"See the plan"</a>
                        <a href=record>"Back to the record"</a>
                    </Row>
                </Stack>
            </Columns>
        </Page>
    }
    .into_any()
}

/// The code for the phone of whoever sits in the room.
fn phone(here: &Here<'_>, after: &After) -> AnyView {
    if let Some(invitation) = &after.invitation {
        return sheet(invitation);
    }
    if after.view.joined {
        let picture = picture(&after.my_plan, "QR picture of the address of the patient’s own plan");
        return view! {
            <Card heading="On the patient’s phone">
                <p>"Somebody has joined for this patient. The camera leads to the plan; they log in as usual."</p>
                {picture}
            </Card>
        }
        .into_any();
    }
    let fields = here.fields();
    let number = here.number.to_string();
    view! {
        <Card heading="On the patient’s phone">
            <p>"Nobody has joined for this patient yet. Show a code, and they have the plan before they leave the room. It is an invitation: one made before stops working."</p>
            <form method="post" action=Invite::url()>
                {fields}
                <input type="hidden" name="version" value=number/>
                <Button>"Show the code to scan"</Button>
            </form>
        </Card>
    }
    .into_any()
}
