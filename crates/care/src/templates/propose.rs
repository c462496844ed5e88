//! Proposing a version of a template.

use std::collections::BTreeMap;

use domain::FieldProblem;
use domain::plan::TemplateId;
use storage::audit::Actor;
use storage::templates;

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, Services};

/// What proposing answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposeAnswer {
    /// Kept as this version, waiting for approval.
    Proposed(u16),
    /// Refused: nothing changed.
    Refused(Vec<FieldProblem>),
}

/// Proposes the next version of a template as a form says, starting from the newest version or the starter. Nothing
/// that is in force changes.
///
/// # Errors
/// When the database fails.
pub async fn propose_template(
    access: &IcbAccess,
    services: &Services,
    id: TemplateId,
    form: BTreeMap<String, String>,
) -> Result<ProposeAnswer, CareError> {
    let (icb, by, now) = (access.icb().code.clone(), access.staff(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let newest = templates::of(tx, &icb, id).await?.into_iter().next().map(|kept| kept.template);
                let version = newest.as_ref().map_or(1, |template| template.version.saturating_add(1));
                let base = newest.unwrap_or_else(|| id.template());
                let next = match base.next(version, &form) {
                    Ok(next) => next,
                    Err(problems) => return Ok(ProposeAnswer::Refused(problems)),
                };
                templates::insert(tx, &icb, &next, by, now).await?;
                let act = Act::new(Actor::Staff(by), "template_proposed").at(&icb);
                note(tx, &act.with(format!("{id} version {version}")), now).await?;
                Ok(ProposeAnswer::Proposed(version))
            })
        })
        .await
}
