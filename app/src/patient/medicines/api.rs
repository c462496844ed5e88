use std::collections::BTreeMap;

use domain::dose::{DoseAnswer, MedicinesView};
use domain::reminder::RemindersView;
use domain::repeat::RepeatsView;
use domain::technique::{Guide, TechniqueView};
use domain::{EntryId, RepeatId, RepeatItemId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::forms::{Returned, again};
#[cfg(feature = "ssr")]
use crate::routes;
#[cfg(feature = "ssr")]
use care::{CareError, PatientAccess, Refused};

#[cfg(feature = "ssr")]
fn asking() -> Result<(crate::context::RequestContext, PatientAccess), AppError> {
    let cx = crate::context::request()?;
    let access = PatientAccess::of(&cx.proof)?;
    Ok((cx, access))
}

/// Goes back to the page with what was refused, or on to `done`.
#[cfg(feature = "ssr")]
async fn answered(
    result: Result<(), CareError>,
    page: &str,
    done: &str,
    values: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    match result {
        Ok(()) => {
            leptos_axum::redirect(done);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => again(page, Returned { values, problems }).await,
        Err(error) => Err(error.into()),
    }
}

/// The medicines of the person shown.
#[server(name = ReadMedicines, prefix = "/api", endpoint = "my/medicines")]
pub(super) async fn my_medicines() -> Result<MedicinesView, AppError> {
    let (cx, access) = asking()?;
    Ok(care::medicines::my_medicines(&access, &cx.services).await?)
}

/// Ticks a dose. One that somebody else ticked is asked about on the page.
#[server(prefix = "/api", endpoint = "doses/log")]
pub(super) async fn log_dose(
    id: EntryId,
    day: String,
    slot: String,
    #[server(default)] sure: String,
    #[server(default)] back: String,
) -> Result<DoseAnswer, AppError> {
    let (cx, access) = asking()?;
    let page = if back == "today" { routes::MY } else { routes::MY_MEDICINES };
    let form = domain::dose::DoseForm { day: day.clone(), slot: slot.clone(), taken_at: String::new(), sure };
    let answer = care::doses::log_dose(&access, &cx.services, id, form).await?;
    match &answer {
        DoseAnswer::Kept | DoseAnswer::KeptBeside(_) => leptos_axum::redirect(page),
        DoseAnswer::Already(_) => {
            let plain =
                |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
            let (day, slot) = (plain(&day), plain(&slot));
            leptos_axum::redirect(&format!("{}?asked={day}.{slot}", routes::MY_MEDICINES));
        }
        DoseAnswer::Fields(_) => leptos_axum::redirect(&format!("{}?gone=now", routes::MY_MEDICINES)),
    }
    Ok(answer)
}

/// Takes a tick back.
#[server(prefix = "/api", endpoint = "doses/undo")]
pub(super) async fn undo_dose(id: EntryId, #[server(default)] back: String) -> Result<(), AppError> {
    let (cx, access) = asking()?;
    care::doses::undo_dose(&access, &cx.services, id).await?;
    leptos_axum::redirect(if back == "today" { routes::MY } else { routes::MY_MEDICINES });
    Ok(())
}

/// Keeps the times of the doses.
#[server(prefix = "/api", endpoint = "doses/times")]
pub(super) async fn set_dose_times(
    #[server(default)] morning: String,
    #[server(default)] night: String,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, access) = asking()?;
    let values = BTreeMap::from([("morning".into(), morning.clone()), ("night".into(), night.clone())]);
    let form = domain::dose::DoseTimesForm { morning, night };
    let done = care::doses::set_dose_times(&access, &cx.services, form).await;
    answered(done, routes::MY_REMINDERS, &format!("{}?saved=times", routes::MY_REMINDERS), values).await
}

/// What this account wants for the person shown.
#[server(name = ReadReminders, prefix = "/api", endpoint = "my/reminders")]
pub(super) async fn my_reminders() -> Result<RemindersView, AppError> {
    let (cx, access) = asking()?;
    Ok(care::reminders::my_reminders(&access, &cx.services).await?)
}

/// Keeps it.
#[server(prefix = "/api", endpoint = "reminders/set")]
pub(super) async fn set_reminders(
    #[server(default)] on: String,
    #[server(default)] quiet_from: String,
    #[server(default)] quiet_until: String,
    #[server(default)] quiet_at_school: String,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, access) = asking()?;
    let form = domain::reminder::ReminderForm { on, quiet_from, quiet_until, quiet_at_school };
    let typed = serde_json::to_value(&form).unwrap_or_default();
    let values = serde_json::from_value(typed).unwrap_or_default();
    let done = care::reminders::set_reminders(&access, &cx.services, form).await;
    answered(done, routes::MY_REMINDERS, &format!("{}?saved=reminders", routes::MY_REMINDERS), values).await
}

/// Takes this device on for reminders. A script sends it, and reads whether it was kept.
#[server(prefix = "/api", endpoint = "reminders/add_device")]
pub(super) async fn add_device(endpoint: String, p256dh: String, auth: String) -> Result<FormAnswer<()>, AppError> {
    let (cx, access) = asking()?;
    match care::reminders::add_device(&access, &cx.services, (endpoint, p256dh, auth)).await {
        Ok(()) => Ok(FormAnswer::Done(())),
        Err(CareError::Refused(Refused::Fields(problems))) => {
            Ok(FormAnswer::Again(Returned { values: BTreeMap::new(), problems }))
        }
        Err(error) => Err(error.into()),
    }
}

/// Forgets a device, or every device of the account.
#[server(prefix = "/api", endpoint = "reminders/remove_device")]
pub(super) async fn remove_device(#[server(default)] endpoint: String) -> Result<(), AppError> {
    let (cx, access) = asking()?;
    let endpoint = (!endpoint.is_empty()).then_some(endpoint);
    care::reminders::remove_device(&access, &cx.services, endpoint).await?;
    leptos_axum::redirect(routes::MY_REMINDERS);
    Ok(())
}

/// How a kind of inhaler is used.
#[server(name = ReadTechnique, prefix = "/api", endpoint = "my/technique")]
pub(super) async fn technique(guide: Guide) -> Result<TechniqueView, AppError> {
    let (cx, access) = asking()?;
    Ok(care::medicines::technique(&access, &cx.services, guide).await?)
}

/// Marks that it was practised.
#[server(prefix = "/api", endpoint = "technique/practised")]
pub(super) async fn mark_practised(guide: Guide) -> Result<(), AppError> {
    let (cx, access) = asking()?;
    care::medicines::mark_practised(&access, &cx.services, guide).await?;
    leptos_axum::redirect(&routes::technique(guide));
    Ok(())
}

/// What can be asked for, and what was. The number of the request that would be next makes sending it twice one request.
#[server(name = ReadRepeats, prefix = "/api", endpoint = "my/repeats")]
pub(super) async fn my_repeats() -> Result<(RepeatsView, RepeatId), AppError> {
    let (cx, access) = asking()?;
    let next = RepeatId::from_uuid(cx.services.ids.next());
    Ok((care::repeats::my_repeats(&access, &cx.services).await?, next))
}

/// Asks the practice for more. Chosen products are the fields named "item-" and their place on the page.
#[server(prefix = "/api", endpoint = "repeats/ask")]
pub(super) async fn ask_for_repeat(
    id: RepeatId,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, access) = asking()?;
    let products: std::collections::BTreeSet<String> =
        fields.iter().filter(|(name, _)| name.starts_with("item-")).map(|(_, product)| product.clone()).collect();
    let done = care::repeats::ask_for_repeat(&access, &cx.services, id, products).await;
    answered(done, routes::MY_REPEAT, &format!("{}?sent=now", routes::MY_REPEAT), fields).await
}

/// Takes an item back.
#[server(prefix = "/api", endpoint = "repeats/take_back")]
pub(super) async fn take_back_repeat(item: RepeatItemId) -> Result<(), AppError> {
    let (cx, access) = asking()?;
    care::repeats::take_back_repeat(&access, &cx.services, item).await?;
    leptos_axum::redirect(routes::MY_REPEAT);
    Ok(())
}
