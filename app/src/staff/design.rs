//! Every component in every state, on demonstration systems only.

use leptos::prelude::*;

use super::layout::NotFound;
use super::shared::refused;
use crate::AppError;
use crate::load::load;
use crate::ui::Gallery;

/// Whether this system is a demonstration.
#[server(prefix = "/api", endpoint = "layout/demonstration")]
pub(super) async fn demonstration() -> Result<bool, AppError> {
    let demo = crate::context::request()?.services.demo;
    if !demo {
        crate::context::set_status(&AppError::NotFound);
    }
    Ok(demo)
}

#[component]
pub fn DesignPage() -> impl IntoView {
    let demo = load(|| (), |()| demonstration());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match demo.ready().await {
                    Ok(true) => view! { <Gallery/> }.into_any(),
                    Ok(false) => NotFound().into_any(),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}
