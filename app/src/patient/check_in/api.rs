use domain::EntryId;
use domain::diary::TodayView;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::forms::FormAnswer;

/// What the form opens with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Opened {
    /// Id of the entry to be: sending the form twice keeps one entry.
    pub(super) id: EntryId,
    /// The person and the plan by which the phone advises while they answer.
    pub(super) today: TodayView,
}

/// A fresh form.
#[server(prefix = "/api", endpoint = "diary/new")]
pub(super) async fn new_entry() -> Result<Opened, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let today = care::diary::today(&access, &cx.services).await?;
    Ok(Opened { id: EntryId::from_uuid(cx.services.ids.next()), today })
}

/// Logs a check-in.
#[server(prefix = "/api", endpoint = "diary/log")]
pub(super) async fn log_check_in(
    id: EntryId,
    #[server(default)] peak_flow: String,
    #[server(default)] daytime: String,
    #[server(default)] woke_at_night: String,
    #[server(default)] reliever: String,
    #[server(default)] too_breathless: String,
    #[server(default)] peak_flow_sure: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use domain::diary::{CheckInForm, LogAnswer};
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let form = CheckInForm { peak_flow, daytime, woke_at_night, reliever, too_breathless, peak_flow_sure };
    match care::diary::log_entry(&access, &cx.services, id, form.clone(), None).await? {
        LogAnswer::Recorded(_) => {
            leptos_axum::redirect(routes::MY);
            Ok(FormAnswer::Done(()))
        }
        LogAnswer::Fields(problems) => {
            let typed = [
                ("peak_flow", form.peak_flow.as_str()),
                ("daytime", &form.daytime),
                ("woke_at_night", &form.woke_at_night),
                ("reliever", &form.reliever),
                ("too_breathless", &form.too_breathless),
            ];
            again(routes::CHECK_IN, Returned::new(typed, problems)).await
        }
    }
}
