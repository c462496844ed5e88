use std::collections::BTreeMap;

use domain::ShareId;
use domain::diary::PersonLine;
use domain::share::{ShareLine, SharePurpose};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::forms::FormAnswer;
use crate::staff::QrPicture;

/// The page of links: whose, the links, the day after which each purpose usually ends, and whether this is a demonstration.
pub(super) type MySharePage = (PersonLine, Vec<ShareLine>, Vec<(SharePurpose, String)>, bool);

/// A new link as it is shown, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FreshShare {
    pub person: PersonLine,
    pub share: ShareLine,
    pub link: String,
    pub code: Option<String>,
    pub qr: QrPicture,
    pub demo: bool,
}

/// The links of the person shown.
#[server(prefix = "/api", endpoint = "share/mine")]
pub(super) async fn my_shares() -> Result<MySharePage, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let mine = care::shares::my_shares(&access, &cx.services).await?;
    let usual = |purpose: SharePurpose| (purpose, domain::time::say_date(purpose.usual_end(mine.today)));
    Ok((mine.person, mine.shares, SharePurpose::ALL.map(usual).to_vec(), mine.demo))
}

/// Makes a link. Its token and code go back in a cookie of the page that shows them, and are kept nowhere else.
#[server(prefix = "/api", endpoint = "share/make")]
pub(super) async fn make_share(
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    use domain::share::ShareWish;
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let typed = |field: &str| fields.get(field).map_or("", String::as_str);
    let [day, month, year] = ["ends_on_day", "ends_on_month", "ends_on_year"].map(typed);
    let ends_on = format!("{}/{}/{}", day.trim(), month.trim(), year.trim());
    let with_code = typed("with_code") == "yes";
    let wish = ShareWish::read((typed("purpose"), typed("name"), &ends_on), with_code, cx.services.today());
    let made = match wish {
        Ok(wish) => care::shares::make_share(&access, &cx.services, wish).await,
        Err(problems) => Err(CareError::Refused(Refused::Fields(problems))),
    };
    match made {
        Ok(made) => {
            crate::context::show_new_share(&cx, &made.token, made.code.as_deref());
            leptos_axum::redirect(routes::MY_NEW_SHARE);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(routes::MY_SHARE, Returned { values: fields, problems }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The link that was just made, while its cookie lasts and it works.
#[server(name = ReadFreshShare, prefix = "/api", endpoint = "share/fresh")]
pub(super) async fn fresh_share() -> Result<Option<FreshShare>, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let Some((token, code)) = crate::context::new_share() else { return Ok(None) };
    let Some(share) = care::shares::fresh_share(&access, &cx.services, &token).await? else { return Ok(None) };
    let people = care::people::people(&access, &cx.services).await?;
    let person = people.into_iter().find(|person| person.current).ok_or(AppError::NotFound)?;
    let link = format!("{}{}", cx.services.public_url, crate::routes::shared(&token));
    let qr = crate::staff::qr(&link)?;
    Ok(Some(FreshShare { person, share, link, code, qr, demo: cx.services.demo }))
}

/// Stops a link at once.
#[server(prefix = "/api", endpoint = "share/stop")]
pub(super) async fn stop_share(id: ShareId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    care::shares::stop_share(&access, &cx.services, id).await?;
    leptos_axum::redirect(crate::routes::MY_SHARE);
    Ok(())
}
