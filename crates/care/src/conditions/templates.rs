//! The templates of an ICB for other conditions: read and proposed.

use std::collections::BTreeMap;

use domain::condition::Condition;
use domain::condition::views::{ConditionTemplateLine, ConditionTemplateList};
use domain::plan::template::views::TemplateState;
use domain::{FieldProblem, StaffId};
use storage::audit::Actor;
use storage::condition_templates::{self, ConditionTemplateVersion};
use storage::{ConnectionTrait, staff};

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, Services};

/// What proposing answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposeConditionAnswer {
    /// Kept as this version, waiting for approval.
    Proposed(u16),
    /// Refused: nothing changed.
    Refused(Vec<FieldProblem>),
}

/// Every condition with every version of its template.
///
/// # Errors
/// When the database fails.
pub async fn condition_templates(access: &IcbAccess, services: &Services) -> Result<ConditionTemplateList, CareError> {
    let read = services.store.read().await?;
    let kept = condition_templates::all(&*read, &access.icb().code).await?;
    let mut conditions = Vec::new();
    for condition in Condition::ALL {
        let own: Vec<&ConditionTemplateVersion> =
            kept.iter().filter(|version| version.template.condition == condition).collect();
        let in_force = own.iter().find(|version| version.in_force()).map(|version| version.template.version);
        let mut lines = Vec::new();
        for version in own {
            lines.push(line(&*read, version, in_force).await?);
        }
        conditions.push((condition, lines));
    }
    Ok(ConditionTemplateList {
        icb_name: access.icb().name.clone(),
        approves: access.safety_officer().is_ok(),
        conditions,
    })
}

/// Proposes the next version of a template as a form says, starting from the newest version or the starter. Nothing
/// that is in force changes.
///
/// # Errors
/// When the database fails.
pub async fn propose_condition_template(
    access: &IcbAccess,
    services: &Services,
    condition: Condition,
    form: BTreeMap<String, String>,
) -> Result<ProposeConditionAnswer, CareError> {
    let (icb, by, now) = (access.icb().code.clone(), access.staff(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let newest = condition_templates::of(tx, &icb, condition).await?.into_iter().next();
                let newest = newest.map(|kept| kept.template);
                let version = newest.as_ref().map_or(1, |template| template.version.saturating_add(1));
                let next = match newest.unwrap_or_else(|| condition.starter()).next(version, &form) {
                    Ok(next) => next,
                    Err(problems) => return Ok(ProposeConditionAnswer::Refused(problems)),
                };
                condition_templates::insert(tx, &icb, &next, by, now).await?;
                let act = Act::new(Actor::Staff(by), "condition_template_proposed").at(&icb);
                note(tx, &act.with(format!("{condition} version {version}")), now).await?;
                Ok(ProposeConditionAnswer::Proposed(version))
            })
        })
        .await
}

async fn line(
    conn: &impl ConnectionTrait,
    version: &ConditionTemplateVersion,
    in_force: Option<u16>,
) -> Result<ConditionTemplateLine, CareError> {
    let state = if version.ended.is_some() {
        TemplateState::Withdrawn
    } else if version.approved.is_none() {
        TemplateState::Proposed
    } else if in_force == Some(version.template.version) {
        TemplateState::InForce
    } else {
        TemplateState::Replaced
    };
    let approved = match &version.approved {
        Some((at, by)) => Some((name(conn, *by).await?, *at)),
        None => None,
    };
    let withdrawn = match &version.ended {
        Some((at, by, reason)) => Some((name(conn, *by).await?, *at, reason.clone())),
        None => None,
    };
    Ok(ConditionTemplateLine {
        template: version.template.clone(),
        state,
        made_by: name(conn, version.made_by).await?,
        made_at: version.made_at,
        approved,
        withdrawn,
    })
}

async fn name(conn: &impl ConnectionTrait, id: StaffId) -> Result<String, CareError> {
    Ok(staff::by_id(conn, id).await?.map_or_else(String::new, |member| member.name.to_string()))
}
