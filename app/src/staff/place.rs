//! Where a page is: its organisation, patient and version, read from the address. What cannot be read is not found.

use domain::figures::Dimension;
use domain::metrics::Metric;
use domain::{Condition, OdsCode, PatientId};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::AppError;

/// A patient of a practice.
pub(super) type PatientPlace = (OdsCode, PatientId);

/// The practice of the address.
pub(super) fn practice() -> Memo<Option<OdsCode>> {
    organisation("ods")
}

/// The ICB of the address.
pub(super) fn icb() -> Memo<Option<OdsCode>> {
    organisation("code")
}

/// The practice, PCN or ICB of the address: whose board it is.
pub(super) fn board() -> Memo<Option<OdsCode>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let params = params.read();
        let code = params.get("ods").or_else(|| params.get("pcn")).or_else(|| params.get("code"))?;
        OdsCode::parse(&code).ok()
    })
}

/// The days that `?days=` and `?until=` ask for, as they are written there.
pub(super) fn days() -> Memo<(Option<String>, Option<String>)> {
    let query = use_query_map();
    Memo::new(move |_| {
        let query = query.read();
        (query.get("days"), query.get("until"))
    })
}

/// The dimension of the address.
pub(super) fn dimension() -> Memo<Option<Dimension>> {
    let params = use_params_map();
    Memo::new(move |_| Dimension::parse(&params.read().get("dimension")?))
}

/// The figure of the address.
pub(super) fn metric() -> Memo<Option<Metric>> {
    let params = use_params_map();
    Memo::new(move |_| Metric::parse(&params.read().get("figure")?))
}

/// The figure that `?figure=` names; nothing without one.
pub(super) fn chosen_figure() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get("figure").filter(|text| !text.is_empty()))
}

fn organisation(name: &'static str) -> Memo<Option<OdsCode>> {
    let params = use_params_map();
    Memo::new(move |_| OdsCode::parse(&params.read().get(name)?).ok())
}

/// The patient of the address.
pub(super) fn patient() -> Memo<Option<PatientPlace>> {
    let params = use_params_map();
    Memo::new(move |_| {
        let params = params.read();
        Some((OdsCode::parse(&params.get("ods")?).ok()?, params.get("id")?.parse().ok()?))
    })
}

/// The condition of the address.
pub(super) fn condition() -> Memo<Option<Condition>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("condition")?.parse().ok())
}

/// The version number of the address.
pub(super) fn number() -> Memo<Option<u32>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("number")?.parse().ok())
}

/// What `?again=` names: something the server keeps for this page, once.
pub(super) fn again() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get("again"))
}

/// The line of the plan that `?line=` names.
pub(super) fn line() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get("line"))
}

/// The page does not exist; says so in the response as well.
pub(super) fn not_found() -> AppError {
    #[cfg(feature = "ssr")]
    crate::context::set_status(&AppError::NotFound);
    AppError::NotFound
}
