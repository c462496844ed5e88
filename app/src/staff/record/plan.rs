use domain::OdsCode;
use domain::patient::PatientRecord;
use domain::plan::PlanStatus;
use domain::plan::review::{ReviewLine, ReviewState};
use domain::plan::views::VersionLine;
use domain::time::{say_date, say_date_time};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::{DiscardDraft, StartPlan};
use crate::routes;
use crate::staff::say;
use crate::staff::shared::refusals;
use crate::ui::{Button, ButtonKind, ButtonLink, Card, Details, ErrorSummary, Row, SummaryList, SummaryRow, Tag, Tone};

/// The plan in force, or that there is none.
pub(super) fn plan_card(practice: &OdsCode, record: &PatientRecord) -> AnyView {
    let in_force = record.versions.iter().find(|version| version.status == PlanStatus::Signed);
    match in_force {
        Some(version) => signed_card(practice, record, version),
        None => {
            let withdrawn = record.versions.first().filter(|version| version.status == PlanStatus::Withdrawn);
            let text = match withdrawn {
                Some(version) => {
                    format!("Version {} was withdrawn. The patient sees that it must not be used.", version.number)
                }
                None => "This patient has no signed plan yet.".into(),
            };
            let again = (!record.versions.is_empty() && record.draft.is_none())
                .then(|| renew(practice, record, "Start from the last plan"));
            view! {
                <Card heading="Plan in force" edge=Tone::Grey>
                    <p><Tag tone=Tone::Grey text="No plan in force"/></p>
                    <p>{text}</p>
                    {again}
                </Card>
            }
            .into_any()
        }
    }
}

fn signed_card(practice: &OdsCode, record: &PatientRecord, version: &VersionLine) -> AnyView {
    let patient = record.patient.id;
    let (tone, state) = say::version_state(version.status, version.review_due, record.today);
    let address = routes::version(practice, patient, version.number);
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let rows = vec![
        row("Version", version.number.to_string()),
        row("Template", version.template.clone()),
        row("Signed", format!("{} by {}", say_date_time(version.signed_at), version.author_name)),
        row("Review due", say_date(version.review_due)),
        row("Opened by the patient", if record.plan_seen { "Yes".into() } else { "Not yet".into() }),
    ];
    let again = record.draft.is_none().then(|| renew(practice, record, "Renew this plan"));
    let after = routes::after(practice, patient, version.number);
    let withdraw = format!("{address}#withdraw");
    view! {
        <Card heading="Plan in force" edge=tone>
            <p><Tag tone=tone text=state/></p>
            <SummaryList rows=rows/>
            <Row>
                <ButtonLink href=address kind=ButtonKind::Secondary>"View or print"</ButtonLink>
                {again}
                <a href=after>"GP record and code to scan"</a>
                <a href=withdraw>"Withdraw this plan"</a>
            </Row>
        </Card>
    }
    .into_any()
}

/// Renewing starts from everything the plan in force says; a new review date and nothing else is filled in.
fn renew(practice: &OdsCode, record: &PatientRecord, text: &'static str) -> AnyView {
    let action = ServerAction::<StartPlan>::new();
    let (practice, patient) = (practice.to_string(), record.patient.id.to_string());
    view! {
        <ActionForm action=action>
            <ErrorSummary errors=refusals(action.value(), "renew")/>
            <input type="hidden" name="practice" value=practice/>
            <input type="hidden" name="patient" value=patient/>
            <span id="renew">
                <Button name="from" value="renew" pending=action.pending()>{text}</Button>
            </span>
        </ActionForm>
    }
    .into_any()
}

/// The open draft.
pub(super) fn draft_card(
    practice: &OdsCode,
    record: &PatientRecord,
    action: ServerAction<DiscardDraft>,
) -> Option<AnyView> {
    let draft = record.draft.as_ref()?;
    let patient = record.patient.id;
    let code = practice.clone();
    let (editor, practice) = (routes::editor(practice, patient), practice.to_string());
    let text = format!(
        "{}, last saved {} by {}. Nobody but this practice’s nurses and GPs can see it.",
        draft.template,
        say_date_time(draft.saved_at),
        draft.saved_by
    );
    let review = draft.review.as_ref().map(|line| review_line(line, routes::review(&code, patient)));
    Some(
        view! {
            <Card heading="Draft" edge=Tone::Yellow>
                <p>
                    <Tag tone=Tone::Yellow text="DRAFT – do not use"/>
                </p>
                <p>{text}</p>
                {review}
                <p><ButtonLink href=editor>"Go on with the draft"</ButtonLink></p>
                <Details summary="Discard the draft">
                    <p>"The plan in force stays as it is. A discarded draft cannot be opened again."</p>
                    <ActionForm action=action>
                        <ErrorSummary errors=refusals(action.value(), "discard")/>
                        <input type="hidden" name="practice" value=practice/>
                        <input type="hidden" name="patient" value=patient.to_string()/>
                        <span id="discard">
                            <Button kind=ButtonKind::Warning small=true pending=action.pending()>"Discard the draft"</Button>
                        </span>
                    </ActionForm>
                </Details>
            </Card>
        }
        .into_any(),
    )
}

/// Where the review by a second person stands.
fn review_line(line: &ReviewLine, address: String) -> AnyView {
    let open = match line.open_remarks {
        0 => String::new(),
        count => format!(" {} on its lines.", say::counted(count, "open remark", "open remarks")),
    };
    let text = match (line.state, &line.decided_by, &line.words) {
        (ReviewState::SentBack, Some(by), Some(words)) => format!("{by}: “{words}”{open}"),
        _ => format!("{} asked on {}.{open}", line.asked_by, say_date_time(line.asked_at)),
    };
    view! {
        <p><Tag tone=say::review_tone(line.state) text=line.state.title()/></p>
        <p>{text}" "<a href=address>"Open the review"</a></p>
    }
    .into_any()
}
