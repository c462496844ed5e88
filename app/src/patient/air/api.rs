use domain::air::AirPage;
use leptos::prelude::*;

use crate::AppError;

/// What is known of the air in the area of the person shown.
#[server(name = ReadMyAir, prefix = "/api", endpoint = "my/air")]
pub(super) async fn my_air() -> Result<AirPage, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::air::my_air(&access, &cx.services).await?)
}
