//! Who signed what and when, and whether it still counts.

use chrono::NaiveDate;
use domain::plan::stage::Confirmation;
use domain::plan::views::VersionView;
use domain::plan::{PlanStatus, SignedPlan};
use domain::{OdsCode, PatientId};
use leptos::prelude::*;

use crate::plan_words::PlanStamp;
use crate::routes;
use crate::staff::say;
use crate::ui::{Card, CareCard, CareLevel, SummaryList, SummaryRow, Tag};

/// What nobody may miss: this version is not the one to follow.
pub(super) fn not_in_force(practice: &OdsCode, patient: PatientId, view: &VersionView) -> Option<AnyView> {
    let number = view.plan.number();
    match view.plan.status() {
        PlanStatus::Signed => None,
        PlanStatus::Superseded => {
            let link = view.current.map(|current| {
                let address = routes::version(practice, patient, current);
                view! { <p><a href=address>{format!("Open version {current}, which is in force")}</a></p> }
            });
            let heading = format!("Version {number} was replaced: do not use it");
            Some(view! { <CareCard level=CareLevel::Urgent heading=heading>{link}</CareCard> }.into_any())
        }
        PlanStatus::Withdrawn => {
            let reason = view.ended_reason.clone().map(|reason| view! { <p>{format!("Reason: {reason}")}</p> });
            let heading = format!("Version {number} was withdrawn: do not use it");
            Some(
                view! {
                    <CareCard level=CareLevel::Emergency heading=heading>
                        {reason}
                        <p>"The patient sees that this plan must not be used."</p>
                    </CareCard>
                }
                .into_any(),
            )
        }
    }
}

/// Signature, hash and status.
pub(super) fn stamp(plan: &SignedPlan, today: NaiveDate) -> AnyView {
    let (tone, state) = say::version_state(plan.status(), plan.review_due(), today);
    let content = plan.content();
    let hash: String = plan.content_hash().chars().take(12).collect();
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let rows = vec![
        row("Template", format!("{}, v{}", content.template.name, content.template.version)),
        row("Rules", format!("v{}", plan.rules_version())),
        row("Fingerprint", hash),
    ];
    let plan = plan.clone();
    view! {
        <Card heading="Signature">
            <p><Tag tone=tone text=state/></p>
            <PlanStamp plan=plan/>
            <SummaryList rows=rows/>
        </Card>
    }
    .into_any()
}

/// Rules the signer confirmed, with the reasons.
pub(super) fn confirmations(all: &[Confirmation]) -> Option<AnyView> {
    let lines: Vec<AnyView> = all
        .iter()
        .map(|one| {
            view! {
                <li>
                    <span>{format!("{}: {}.", one.rule, one.message.trim_end_matches('.'))}</span>
                    <strong class="block">{format!("Reason: {}", one.reason)}</strong>
                </li>
            }
            .into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Card heading="Confirmed when signing">
                <ul class="bullets">{lines}</ul>
            </Card>
        }
        .into_any()
    })
}
