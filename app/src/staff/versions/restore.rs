use domain::plan::{PlanStatus, SignedPlan};
use domain::{OdsCode, PatientId};
use leptos::form::ActionForm;
use leptos::prelude::*;

use crate::staff::record::StartPlan;
use crate::staff::shared::refusals;
use crate::ui::{Button, ButtonKind, Card, ErrorSummary};

/// Going back to what an earlier version said, by a new draft: a signed version itself never changes.
pub(super) fn restore(practice: &OdsCode, patient: PatientId, plan: &SignedPlan) -> Option<AnyView> {
    if plan.status() == PlanStatus::Signed {
        return None;
    }
    let action = ServerAction::<StartPlan>::new();
    let (practice, from) = (practice.to_string(), format!("version-{}", plan.number()));
    Some(
        view! {
            <div class="print:hidden">
                <Card heading="Go back to this version">
                    <ActionForm action=action>
                        <ErrorSummary errors=refusals(action.value(), "restore")/>
                        <p id="restore">"Starts a new draft that says the same, to check and sign anew. A draft that is open already is opened instead."</p>
                        <input type="hidden" name="practice" value=practice/>
                        <input type="hidden" name="patient" value=patient.to_string()/>
                        <Button name="from" value=from kind=ButtonKind::Secondary pending=action.pending()>"Start a draft from it"</Button>
                    </ActionForm>
                </Card>
            </div>
        }
        .into_any(),
    )
}
