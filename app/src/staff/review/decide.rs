//! What can be done with the review: approve or send back, or take back and write on.

use domain::plan::review::{ReviewState, ReviewView};
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ApprovePlan, SendBack, TakeBack};
use crate::forms::{Returned, problem, value};
use crate::routes;
use crate::staff::sign::{Attest, attest, certificate, changes_table};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, ColumnKind, Columns, SectionHeading, Stack, Textarea, WarningCallout,
};

/// The forms that fit the reader and the state.
pub(super) fn decide(practice: &OdsCode, patient: PatientId, review: &ReviewView, state: Signal<Returned>) -> AnyView {
    let ids = (practice.to_string(), patient.to_string(), review.id.to_string());
    let editor = routes::editor(practice, patient);
    match review.line.state {
        ReviewState::Waiting if review.may_decide && review.unchanged => {
            let (approve, back) = (approve(review, &ids, state), send_back(&ids, state));
            view! { <Columns kind=ColumnKind::ThreeTwo>{approve} {back}</Columns> }.into_any()
        }
        ReviewState::Waiting => {
            let (changes, take_back) = (changes_table(&review.draft, None), take_back(review, &ids));
            view! { <Stack>{changes} {take_back}</Stack> }.into_any()
        }
        ReviewState::SentBack | ReviewState::TakenBack | ReviewState::Approved => {
            let sign = routes::sign(practice, patient);
            let changes = changes_table(&review.draft, None);
            view! {
                <Stack>
                    {changes}
                    <Card heading="What next">
                        <p>"Change the draft, then put it forward again."</p>
                        <p class="flex flex-wrap items-center gap-6">
                            <ButtonLink href=editor>"Change the draft"</ButtonLink>
                            <a href=sign>"Put it forward again"</a>
                        </p>
                    </Card>
                </Stack>
            }
            .into_any()
        }
    }
}

type Ids = (String, String, String);

fn hidden((practice, patient, review): &Ids) -> AnyView {
    view! {
        <input type="hidden" name="practice" value=practice.clone()/>
        <input type="hidden" name="patient" value=patient.clone()/>
        <input type="hidden" name="review" value=review.clone()/>
    }
    .into_any()
}

fn approve(review: &ReviewView, ids: &Ids, state: Signal<Returned>) -> AnyView {
    let draft = &review.draft;
    let number = draft.last_number.unwrap_or(0) + 1;
    let (age, ground) = (draft.facts.age(), draft.ground());
    let (heading, changes) = (view! { <SectionHeading text="Approve" id="sign"/> }, changes_table(draft, Some(state)));
    if !draft.signer.certified.is_current() {
        return view! { {heading} {certificate(&draft.signer)} }.into_any();
    }
    let statement = format!(
        "I have read this plan as the patient will read it, and the reasons given. It is right for this person, {age} years old. I approve it, and it is signed as version {number} by {} and me.",
        review.line.asked_by
    );
    let Attest { lines, button } = attest(&draft.signer, statement, "Approve and sign", state);
    view! {
        <form method="post" action=ApprovePlan::url() novalidate>
            {hidden(ids)}
            <input type="hidden" name="template" value=ground.template.to_string()/>
            <input type="hidden" name="formulary" value=ground.formulary.to_string()/>
            {changes}
            {heading}
            {lines}
            <Button>{button}</Button>
        </form>
    }
    .into_any()
}

fn send_back(ids: &Ids, state: Signal<Returned>) -> AnyView {
    let hidden = hidden(ids);
    view! {
        <div><Card heading="Send it back">
            <form method="post" action=SendBack::url() novalidate>
                {hidden}
                <Textarea
                    name="back"
                    label="What should be changed?"
                    hint="The writer reads this on the record and in the editor, with your remarks beside the lines"
                    value=value(state, "back")
                    error=problem(state, "back")
                />
                <Button kind=ButtonKind::Secondary>"Send back"</Button>
            </form>
        </Card></div>
    }
    .into_any()
}

fn take_back(review: &ReviewView, ids: &Ids) -> AnyView {
    let changed = (!review.unchanged).then(|| {
        view! {
            <WarningCallout heading="The draft was changed in the moment it was put forward">
                <p>"Take it back, read it and put it forward again."</p>
            </WarningCallout>
        }
    });
    let hidden = hidden(ids);
    view! {
        <Card heading="Take it back">
            {changed}
            <p>"A GP who did not ask decides. To change the draft, take it back; put it forward again when it is ready."</p>
            <form method="post" action=TakeBack::url()>
                {hidden}
                <Button kind=ButtonKind::Secondary>"Take back to change it"</Button>
            </form>
        </Card>
    }
    .into_any()
}
