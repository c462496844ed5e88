use domain::OdsCode;
use domain::invitation::InvitationState;
use domain::patient::{InvitationLine, PatientRecord};
use domain::time::{london_day, say_date};
use leptos::prelude::*;

use crate::routes;
use crate::ui::{ButtonKind, ButtonLink, Card, SummaryList, SummaryRow, Tag, Tone};

/// Whether somebody joined for this person, and how to invite them.
pub(super) fn invitation_card(practice: &OdsCode, record: &PatientRecord) -> AnyView {
    let address = routes::invitation(practice, record.patient.id);
    let people = routes::acting(practice, record.patient.id);
    let content = match (record.joined_at, &record.invitation) {
        (Some(joined), _) => {
            let text = format!("Joined on {}.", say_date(london_day(joined)));
            view! {
                <p><Tag tone=Tone::Green text="Joined"/></p>
                <p>{text}</p>
                <p><a href=people>"Who acts for this patient, and inviting somebody back"</a></p>
                <p><a href=address>"Invite another parent or carer"</a></p>
            }
            .into_any()
        }
        (None, Some(line)) => {
            let (tone, state, text) = invitation_words(line);
            view! {
                <p><Tag tone=tone text=state/></p>
                <p>{text}</p>
                <p><ButtonLink href=address kind=ButtonKind::Secondary>"Make a new invitation"</ButtonLink></p>
            }
            .into_any()
        }
        (None, None) => view! {
            <p><Tag tone=Tone::Grey text="Not invited"/></p>
            <p>"An invitation lets the patient or a parent see the signed plan on their own phone."</p>
            <p><ButtonLink href=address>"Invite"</ButtonLink></p>
        }
        .into_any(),
    };
    view! { <Card heading="Invitation">{content}</Card> }.into_any()
}

fn invitation_words(line: &InvitationLine) -> (Tone, &'static str, String) {
    let made = say_date(london_day(line.created_at));
    let ends = say_date(london_day(line.expires_at));
    match line.state {
        InvitationState::Open => (Tone::Blue, "Invited", format!("Made on {made}. It can be used until {ends}.")),
        InvitationState::Used => (Tone::Green, "Used", format!("Made on {made} and used.")),
        InvitationState::Burned => (
            Tone::Red,
            "Closed",
            format!(
                "Made on {made}. Closed after too many wrong dates of birth: check with the patient, then make a new one."
            ),
        ),
        InvitationState::Replaced => (Tone::Grey, "Replaced", format!("Made on {made} and replaced by a newer one.")),
        InvitationState::Expired => (Tone::Grey, "Expired", format!("Made on {made}. Its time ended on {ends}.")),
    }
}

/// What the practice's register says.
pub(super) fn register_card(record: &PatientRecord) -> AnyView {
    let patient = &record.patient;
    let known = |value: Option<String>| value.filter(|text| !text.is_empty()).unwrap_or_else(|| "Not known".into());
    let row = |key: &str, value: Option<String>| SummaryRow { key: key.into(), value: known(value), action: None };
    let rows = vec![
        row("Inhalers", Some(patient.current_inhalers.join("; "))),
        row("Last peak flow", patient.last_peak_flow.map(|flow| format!("{flow} L/min"))),
        row("Height", patient.height_cm.map(|cm| format!("{cm} cm"))),
        row("Asthma since", patient.asthma_onset.clone()),
        row("Phone", patient.phone.clone()),
        row("E-mail", patient.email.clone()),
    ];
    view! {
        <Card heading="From the register">
            <SummaryList rows=rows/>
        </Card>
    }
    .into_any()
}
