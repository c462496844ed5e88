use domain::certificate::Team;
use domain::{OdsCode, StaffId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::routes;

/// The clinicians of the practice, to whoever manages it.
#[server(name = ReadTeam, prefix = "/api", endpoint = "team/list")]
pub(crate) async fn team(practice: OdsCode) -> Result<Team, AppError> {
    let cx = crate::context::request()?;
    let access = care::ManagerAccess::at(&cx.proof, &practice)?;
    Ok(care::certificates::team(&access, &cx.services).await?)
}

/// Records a certificate up to and with a day.
#[server(prefix = "/api", endpoint = "team/record_certificate")]
pub(crate) async fn record_certificate(
    practice: OdsCode,
    #[server(default)] staff: String,
    #[server(default)] until_day: String,
    #[server(default)] until_month: String,
    #[server(default)] until_year: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::{CareError, Refused};
    let cx = crate::context::request()?;
    let access = care::ManagerAccess::at(&cx.proof, &practice)?;
    let page = routes::team(&practice);
    let until = [&until_day, &until_month, &until_year].map(|part| part.trim()).join("/");
    let done = match staff.parse::<StaffId>() {
        Ok(id) => care::certificates::record_certificate(&access, &cx.services, id, &until).await,
        Err(_) => Err(CareError::field("staff", "Choose whose certificate it is")),
    };
    match done {
        Ok(()) => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            let typed = [
                ("staff", staff.as_str()),
                ("until_day", until_day.as_str()),
                ("until_month", until_month.as_str()),
                ("until_year", until_year.as_str()),
            ];
            again(&page, Returned::new(typed, problems)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends a certificate now.
#[server(prefix = "/api", endpoint = "team/end_certificate")]
pub(crate) async fn end_certificate(practice: OdsCode, staff: StaffId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::ManagerAccess::at(&cx.proof, &practice)?;
    care::certificates::end_certificate(&access, &cx.services, staff).await?;
    leptos_axum::redirect(&routes::team(&practice));
    Ok(())
}
