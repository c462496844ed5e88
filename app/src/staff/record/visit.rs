use domain::OdsCode;
use domain::patient::PatientRecord;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::patient::SendQuestions;
use crate::ui::{Button, ButtonKind, Card};

/// The questions before a visit: sent, answered, or to be sent. A plain form, so that the bundle carries nothing for it.
pub(super) fn visit_card(practice: &OdsCode, record: &PatientRecord) -> AnyView {
    let (practice, patient) = (practice.to_string(), record.patient.id.to_string());
    let content = match (record.visit.clone(), record.joined_at) {
        (Some(state), _) => view! { <p>{state}</p> }.into_any(),
        (None, Some(_)) => view! {
            <p>"Two minutes of questions on the patient’s phone. The answers are there when you write the plan."</p>
            <form method="post" action=SendQuestions::url()>
                <input type="hidden" name="practice" value=practice/>
                <input type="hidden" name="patient" value=patient/>
                <Button kind=ButtonKind::Secondary small=true>"Send questions before the visit"</Button>
            </form>
        }
        .into_any(),
        (None, None) => view! {
            <p>"Nobody has joined for this patient, so there is no phone to send questions to. Invite them first."</p>
        }
        .into_any(),
    };
    view! { <Card heading="Before the visit">{content}</Card> }.into_any()
}
