use std::collections::BTreeMap;

use domain::campaign::CampaignPage;
use domain::{CampaignId, OdsCode};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
use crate::staff::QrPicture;

/// The organisation's links, each with its picture while it works.
pub(super) type Links = (CampaignPage, Vec<Option<QrPicture>>);

/// The right to an organisation's links: whoever runs the practice or leads the ICB.
#[cfg(feature = "ssr")]
fn access(
    cx: &crate::context::RequestContext,
    organisation: &OdsCode,
) -> Result<care::campaigns::CampaignAccess, AppError> {
    if let Ok(practice) = care::ManagerAccess::at(&cx.proof, organisation) {
        return Ok(practice.into());
    }
    Ok(care::IcbAccess::at(&cx.proof, organisation)?.into())
}

#[cfg(feature = "ssr")]
fn address(page: &CampaignPage) -> String {
    let organisation = &page.organisation;
    match organisation.kind {
        domain::OrganisationKind::Practice => crate::routes::recruitment(&organisation.code),
        _ => crate::routes::icb_recruitment(&organisation.code),
    }
}

/// The links.
#[server(name = ReadLinks, prefix = "/api", endpoint = "recruitment/list")]
pub(super) async fn links(organisation: OdsCode) -> Result<Links, AppError> {
    let cx = crate::context::request()?;
    let access = access(&cx, &organisation)?;
    let page = care::campaigns::list(&access, &cx.services).await?;
    let picture =
        |line: &domain::campaign::CampaignLine| line.works.then(|| crate::staff::qr(&line.link).ok()).flatten();
    let pictures = page.campaigns.iter().map(picture).collect();
    Ok((page, pictures))
}

/// Makes a link.
#[server(prefix = "/api", endpoint = "recruitment/make")]
pub(super) async fn make_link(
    organisation: OdsCode,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::{CareError, Refused};
    use domain::campaign::CampaignWish;
    let cx = crate::context::request()?;
    let access = access(&cx, &organisation)?;
    let page = address(&care::campaigns::list(&access, &cx.services).await?);
    let typed = |field: &str| fields.get(field).map_or("", String::as_str);
    let ends_on = ["ends_on_day", "ends_on_month", "ends_on_year"].map(|field| typed(field).trim()).join("/");
    let made = match CampaignWish::read(typed("source"), typed("name"), &ends_on, cx.services.today()) {
        Ok(wish) => care::campaigns::make(&access, &cx.services, wish).await,
        Err(problems) => Err(CareError::Refused(Refused::Fields(problems))),
    };
    match made {
        Ok(()) => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => again(&page, Returned { values: fields, problems }).await,
        Err(error) => Err(error.into()),
    }
}

/// Stops a link.
#[server(prefix = "/api", endpoint = "recruitment/stop")]
pub(super) async fn stop_link(organisation: OdsCode, id: CampaignId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = access(&cx, &organisation)?;
    care::campaigns::stop(&access, &cx.services, id).await?;
    let page = care::campaigns::list(&access, &cx.services).await?;
    leptos_axum::redirect(&address(&page));
    Ok(())
}
