//! What the phone keeps by itself, for the pages on which the rules answer: the last copy of a page, and entries that wait
//! to be sent. The phone's scripts (`public/phone`) seal and send; on the server there is no phone.

use chrono::{DateTime, Utc};
use domain::diary::{CheckInForm, DiaryEntry, TodayView, advise};
use domain::plan::{PlanStatus, SignedPlan};
use domain::time::london_day;
use domain::{EntryId, PatientId};
use serde::Deserialize;

use crate::AppError;

/// An entry that is not sent yet.
#[derive(Deserialize)]
struct Waiting {
    id: EntryId,
    kind: String,
    happened_at: DateTime<Utc>,
    form: CheckInForm,
}

impl Waiting {
    /// In the server's own order: entries of one moment by their ids, which say when they were made.
    fn is_later_than(&self, latest: Option<&DiaryEntry>) -> bool {
        latest.is_none_or(|latest| (latest.happened_at, latest.id) < (self.happened_at, self.id))
    }
}

/// The page "Today": from the server; without a network, as it was kept, on the day it is now. Check-ins that are not
/// sent yet count, by the same rules.
pub(crate) async fn today(asked: impl Future<Output = Result<TodayView, AppError>>) -> Result<TodayView, AppError> {
    let view = match asked.await {
        Err(error @ (AppError::Transport | AppError::SignedOut)) => {
            let kept = browser::kept("today").await.and_then(|text| serde_json::from_str(&text).ok());
            on_this_day(kept.ok_or(error)?, browser::now())
        }
        answered => answered?,
    };
    let waiting = browser::waiting(view.person.id).await;
    let waiting: Vec<Waiting> = waiting.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok(waiting.into_iter().fold(view, with_waiting))
}

/// Writes a check-in on this phone; it is sent as soon as it can be.
///
/// # Errors
/// When the phone has no room or keeps nothing for this account.
pub(crate) async fn write_check_in(id: EntryId, person: PatientId, form: &CheckInForm) -> Result<(), AppError> {
    let form = serde_json::to_string(form).unwrap_or_default();
    browser::write("check_in", &id.to_string(), &person.to_string(), &form).await
}

/// A new id, made on this phone; none on the server.
pub(crate) fn new_id() -> Option<EntryId> {
    browser::new_id()?.parse().ok()
}

/// A page kept on another day says nothing of today, however its owner felt then.
fn on_this_day(mut view: TodayView, now: Option<DateTime<Utc>>) -> TodayView {
    if let Some(now) = now {
        view.today = london_day(now);
        let today = view.today;
        view.latest = view.latest.filter(|(entry, _)| entry.day == today);
    }
    view
}

fn with_waiting(mut view: TodayView, waiting: Waiting) -> TodayView {
    let Ok(check_in) = waiting.form.read() else { return view };
    let day = london_day(waiting.happened_at);
    if waiting.kind != "check_in"
        || day != view.today
        || !waiting.is_later_than(view.latest.as_ref().map(|(entry, _)| entry))
    {
        return view;
    }
    let plan = view.plan.as_ref().filter(|plan| plan.status() == PlanStatus::Signed);
    let advice = advise(plan.map(SignedPlan::content), &check_in);
    let entry = DiaryEntry {
        id: waiting.id,
        patient: view.person.id,
        happened_at: waiting.happened_at,
        day,
        noted_at: None,
        time_uncertain: false,
        check_in,
        reading_sure: false,
        zone: advice.zone,
        plan_number: plan.map(SignedPlan::number),
    };
    view.latest = Some((entry, advice));
    view
}

#[cfg(feature = "hydrate")]
mod browser {
    use chrono::{DateTime, Utc};
    use domain::PatientId;
    use leptos::web_sys::js_sys::{Date, Promise};
    use send_wrapper::SendWrapper;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;
    use wasm_bindgen_futures::JsFuture;

    use crate::AppError;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["window", "phone"], js_name = kept, catch)]
        fn phone_kept(name: &str) -> Result<Promise, JsValue>;
        #[wasm_bindgen(js_namespace = ["window", "phone"], js_name = waiting, catch)]
        fn phone_waiting(person: &str) -> Result<Promise, JsValue>;
        #[wasm_bindgen(js_namespace = ["window", "phone"], js_name = newId, catch)]
        fn phone_new_id() -> Result<String, JsValue>;
        #[wasm_bindgen(js_namespace = ["window", "phone"], js_name = write, catch)]
        fn phone_write(kind: &str, id: &str, person: &str, form: &str) -> Result<Promise, JsValue>;
    }

    async fn answer(asked: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
        JsFuture::from(asked?).await
    }

    pub(super) async fn kept(name: &'static str) -> Option<String> {
        SendWrapper::new(async move { answer(phone_kept(name)).await.ok()?.as_string() }).await
    }

    pub(super) async fn waiting(person: PatientId) -> Option<String> {
        SendWrapper::new(async move { answer(phone_waiting(&person.to_string())).await.ok()?.as_string() }).await
    }

    pub(super) async fn write(kind: &str, id: &str, person: &str, form: &str) -> Result<(), AppError> {
        let written =
            SendWrapper::new(async move { answer(phone_write(kind, id, person, form)).await.map(drop) }).await;
        written.map_err(|_| AppError::Transport)
    }

    pub(super) fn new_id() -> Option<String> {
        phone_new_id().ok()
    }

    pub(super) fn now() -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_millis(Date::now() as i64)
    }
}

#[cfg(not(feature = "hydrate"))]
mod browser {
    use std::future::ready;

    use chrono::{DateTime, Utc};
    use domain::PatientId;

    use crate::AppError;

    pub(super) async fn kept(_: &'static str) -> Option<String> {
        ready(None).await
    }

    pub(super) async fn waiting(_: PatientId) -> Option<String> {
        ready(None).await
    }

    pub(super) async fn write(_: &str, _: &str, _: &str, _: &str) -> Result<(), AppError> {
        ready(Err(AppError::Transport)).await
    }

    pub(super) fn new_id() -> Option<String> {
        None
    }

    pub(super) fn now() -> Option<DateTime<Utc>> {
        None
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use domain::diary::{CheckIn, Daytime, RelieverUse, Symptoms};
    use domain::plan::Zone;
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn id(number: u128) -> EntryId {
        EntryId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn of_two_entries_in_one_moment_the_one_made_later_counts() {
        let calm = Symptoms {
            daytime: Daytime::None,
            woke_at_night: false,
            reliever: RelieverUse::None,
            too_breathless: false,
        };
        let latest = DiaryEntry {
            id: id(5),
            patient: PatientId::from_uuid(Uuid::from_u128(1)),
            happened_at: at("2026-11-22T08:00:00Z"),
            day: london_day(at("2026-11-22T08:00:00Z")),
            noted_at: None,
            time_uncertain: false,
            check_in: CheckIn { peak_flow: None, symptoms: calm },
            reading_sure: false,
            zone: Zone::Green,
            plan_number: None,
        };
        for (number, happened_at, later) in [
            (6, "2026-11-22T08:00:00Z", true),
            (5, "2026-11-22T08:00:00Z", false),
            (4, "2026-11-22T08:00:00Z", false),
            (4, "2026-11-22T08:00:00.001Z", true),
            (6, "2026-11-22T07:59:59Z", false),
        ] {
            let waiting = Waiting {
                id: id(number),
                kind: "check_in".into(),
                happened_at: at(happened_at),
                form: CheckInForm::default(),
            };
            assert_eq!(waiting.is_later_than(Some(&latest)), later, "{number} {happened_at}");
            assert!(waiting.is_later_than(None));
        }
    }
}
