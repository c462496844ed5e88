use std::collections::BTreeMap;

use domain::screening::ScreeningPage;
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// What was said last of the person shown.
#[server(prefix = "/api", endpoint = "about_me/mine")]
pub(super) async fn my_answers() -> Result<ScreeningPage, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::screening::my_screening(&access, &cx.services).await?)
}

/// Keeps the answers. Whoever has just joined is led on to coming back next time.
#[server(prefix = "/api", endpoint = "about_me/say")]
pub(super) async fn say_about_me(
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use domain::screening::Screening;
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    let first = care::screening::my_screening(&access, &cx.services).await?.said.is_none();
    match Screening::read(|field| fields.get(field).map_or("", String::as_str)) {
        Ok(said) => {
            care::screening::say(&access, &cx.services, said).await?;
            let next = if first { format!("{}?joined=yes", routes::MY_LOG_INS) } else { routes::MORE.to_owned() };
            leptos_axum::redirect(&next);
            Ok(FormAnswer::Done(()))
        }
        Err(problems) => again(routes::MY_ABOUT_ME, Returned { values: fields, problems }).await,
    }
}
