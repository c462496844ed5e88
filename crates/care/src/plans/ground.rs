//! The ground a plan is written on: the template and the formulary of the practice's ICB as they are now.

use chrono::NaiveDate;
use domain::OdsCode;
use domain::plan::content::TemplateRef;
use domain::plan::formulary::{Formulary, starter};
use domain::plan::{Template, TemplateId};
use storage::{ConnectionTrait, StoreError, formularies, organisations, templates};

use crate::{CareError, Refused};

/// The ICB a practice belongs to, if any.
pub(crate) async fn icb_of(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Option<OdsCode>, CareError> {
    let practice = organisations::by_code(conn, practice).await?.ok_or(Refused::NotFound)?;
    Ok(practice.icb)
}

/// The formulary in force on a day; the starter formulary until the ICB activates one of its own.
pub(super) async fn formulary(
    conn: &impl ConnectionTrait,
    icb: Option<&OdsCode>,
    day: NaiveDate,
) -> Result<Formulary, StoreError> {
    let own = match icb {
        Some(icb) => formularies::in_force(conn, icb, day).await?,
        None => None,
    };
    Ok(own.unwrap_or_else(starter))
}

/// The template as it is in force. One that is not says so (`withdrawn`) and otherwise reads as it last did, so that a
/// draft can still be opened.
pub(super) async fn template(
    conn: &impl ConnectionTrait,
    icb: Option<&OdsCode>,
    id: TemplateId,
) -> Result<Template, StoreError> {
    let versions = match icb {
        Some(icb) => templates::of(conn, icb, id).await?,
        None => Vec::new(),
    };
    let in_force = versions.iter().find(|version| version.in_force());
    let last = in_force.or_else(|| versions.iter().find(|version| version.approved.is_some()));
    let template = last.map_or_else(|| id.template(), |version| version.template.clone());
    Ok(Template { withdrawn: in_force.is_none(), ..template })
}

/// The version of a template a signed plan was written from.
pub(super) async fn template_then(
    conn: &impl ConnectionTrait,
    icb: Option<&OdsCode>,
    then: &TemplateRef,
) -> Result<Template, StoreError> {
    let versions = match icb {
        Some(icb) => templates::of(conn, icb, then.id).await?,
        None => Vec::new(),
    };
    let kept = versions.into_iter().map(|version| version.template).find(|template| template.version == then.version);
    Ok(kept.unwrap_or_else(|| then.id.template()))
}

/// The templates plans of a practice are started from.
pub(crate) async fn templates_in_force(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
) -> Result<Vec<Template>, CareError> {
    let Some(icb) = icb_of(conn, practice).await? else { return Ok(Vec::new()) };
    let kept = templates::all(conn, &icb).await?.into_iter().filter(|version| version.in_force());
    // The newest version of each stands first.
    let mut templates: Vec<Template> = kept.map(|version| version.template).collect();
    templates.dedup_by_key(|template| template.id);
    Ok(templates)
}

/// What the template of a draft is called at this practice.
pub(crate) async fn template_name(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    id: TemplateId,
) -> Result<String, CareError> {
    let icb = icb_of(conn, practice).await?;
    Ok(template(conn, icb.as_ref(), id).await?.name)
}
