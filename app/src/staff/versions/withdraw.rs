use domain::plan::{PlanStatus, SignedPlan};
use domain::{OdsCode, PatientId};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::WithdrawPlan;
use crate::forms::{Returned, problem, value};
use crate::ui::{Button, ButtonKind, Card, Textarea, Tone};

/// Withdrawing the plan in force. It stays readable, marked on every screen and paper made from now on.
pub(super) fn withdraw_form(
    practice: &OdsCode,
    patient: PatientId,
    plan: &SignedPlan,
    action: ServerAction<WithdrawPlan>,
    state: Signal<Returned>,
) -> Option<AnyView> {
    if plan.status() != PlanStatus::Signed {
        return None;
    }
    let (practice, number) = (practice.to_string(), plan.number().to_string());
    Some(
        view! {
            <section id="withdraw" tabindex="-1" class="mt-6 print:hidden">
                <Card heading="Withdraw this plan" edge=Tone::Red>
                    <p>"Withdraw a plan that would do harm, such as one signed in the wrong record. To change a plan, renew it instead. The patient sees at once that this plan must not be used, and keeps the emergency steps."</p>
                    <ActionForm action=action>
                        <input type="hidden" name="practice" value=practice/>
                        <input type="hidden" name="patient" value=patient.to_string()/>
                        <input type="hidden" name="number" value=number/>
                        <Textarea
                            name="reason"
                            label="Why must it not be used?"
                            hint="Kept with the version. Colleagues read it; the patient does not."
                            value=value(state, "reason")
                            error=problem(state, "reason")
                        />
                        <Button kind=ButtonKind::Warning pending=action.pending()>"Withdraw this plan"</Button>
                    </ActionForm>
                </Card>
            </section>
        }
        .into_any(),
    )
}
