//! Plans for other conditions: templates an ICB owns, plans a nurse or GP signs, and what the person reads.

mod approve;
mod print;
mod read;
mod sign;
mod templates;
mod withdraw;
mod write;

use domain::OdsCode;
use domain::condition::{Condition, ConditionTemplate};
use storage::{ConnectionTrait, condition_templates};

pub use approve::{approve_condition_template, withdraw_condition_template};
pub use print::{print_condition_plan, print_my_condition_plan};
pub use read::{condition_plan, my_condition_plan, my_other_plans, other_plans};
pub use sign::{SignConditionRequest, sign_condition};
pub use templates::{ProposeConditionAnswer, condition_templates, propose_condition_template};
pub use withdraw::withdraw_condition;
pub use write::condition_form;

use crate::CareError;
use crate::plans::ground::icb_of;

/// The template in force at a practice; `None` where the condition is off.
async fn in_force(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    condition: Condition,
) -> Result<Option<ConditionTemplate>, CareError> {
    let Some(icb) = icb_of(conn, practice).await? else { return Ok(None) };
    let versions = condition_templates::of(conn, &icb, condition).await?;
    Ok(versions.into_iter().find(|version| version.in_force()).map(|version| version.template))
}

/// The template in force, or the one that was last: then it says `withdrawn`, so that what somebody typed meanwhile can
/// still be shown.
async fn last_in_force(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    condition: Condition,
) -> Result<Option<ConditionTemplate>, CareError> {
    let Some(icb) = icb_of(conn, practice).await? else { return Ok(None) };
    let versions = condition_templates::of(conn, &icb, condition).await?;
    let in_force = versions.iter().find(|version| version.in_force());
    let last = in_force.or_else(|| versions.iter().find(|version| version.approved.is_some()));
    let withdrawn = in_force.is_none();
    Ok(last.map(|version| ConditionTemplate { withdrawn, ..version.template.clone() }))
}
