use domain::patient::PatientRecord;
use domain::time::{london_day, say_date};
use domain::{OdsCode, PatientId};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::{Invite, ShownInvitation, invitation_page};
use super::sheet::sheet;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{patient_strip, refusals, refused};
use crate::ui::{Breadcrumb, Button, ButtonKind, ErrorSummary, Heading, InsetText, Page};

#[component]
pub fn InvitationPage() -> impl IntoView {
    let (place, again) = (place::patient(), place::again());
    let action = ServerAction::<Invite>::new();
    let page = load(
        move || (place.get(), again.get()),
        |(place, again)| async move {
            match place {
                Some((practice, patient)) => {
                    let (record, kept) = invitation_page(practice.clone(), patient, again).await?;
                    Ok((practice, patient, record, kept))
                }
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match page.ready().await {
                    Ok((practice, patient, record, kept)) => shown(&practice, patient, &record, kept, action),
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
    record: &PatientRecord,
    kept: Option<ShownInvitation>,
    action: ServerAction<Invite>,
) -> AnyView {
    let trail = vec![
        ("Patients".into(), Some(routes::patients(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        ("Invitation".into(), None),
    ];
    let answer = action.value();
    let made = Memo::new(move |_| match answer.get() {
        Some(Ok(made)) => Some(made),
        _ => kept.clone(),
    });
    let before = earlier(record);
    let subject = &record.patient;
    let strip = patient_strip(&subject.name, subject.date_of_birth, &subject.nhs_number, record.today, String::new());
    let fields = StoredValue::new((practice.to_string(), patient.to_string()));
    view! {
        <div class="print:hidden">
            {strip}
        </div>
        <Page title="Invitation">
            <ErrorSummary errors=refusals(answer, "invite")/>
            <Breadcrumb items=trail/>
            <div class="print:hidden"><Heading text="Invite the patient"/></div>
            {move || match made.get() {
                Some(made) => sheet(&made),
                None => view! {
                    <p>"An invitation lets the patient, or a parent, open the signed plan on their own phone, log peak flow and symptoms, and see the emergency steps offline."</p>
                    {before.clone().map(|text| view! { <InsetText><p>{text}</p></InsetText> })}
                }
                .into_any(),
            }}
            <div id="invite" tabindex="-1" class="mt-6 print:hidden">
                <ActionForm action=action>
                    {fields.with_value(|(practice, patient)| view! {
                        <input type="hidden" name="practice" value=practice.clone()/>
                        <input type="hidden" name="patient" value=patient.clone()/>
                    })}
                    {move || if made.with(Option::is_some) {
                        view! { <Button kind=ButtonKind::Secondary pending=action.pending()>"Make a new one instead"</Button> }
                    } else {
                        view! { <Button kind=ButtonKind::Primary pending=action.pending()>"Make an invitation"</Button> }
                    }}
                </ActionForm>
            </div>
        </Page>
    }
    .into_any()
}

/// What was made before, and that a new one ends it.
fn earlier(record: &PatientRecord) -> Option<String> {
    let line = record.invitation.as_ref()?;
    let made = say_date(london_day(line.created_at));
    Some(format!("An invitation was made on {made}. A new one replaces it: the old link and code stop working."))
}
