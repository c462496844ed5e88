//! Forms that work with and without WASM. A refused form comes back with what was typed and what is wrong: to WASM as a
//! value, to a plain browser by a redirect to its page with `?again=`, behind which the server keeps both for ten
//! minutes.

use std::collections::BTreeMap;

use domain::FieldProblem;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::load::{Load, load};
use crate::ui::FieldError;

/// What a form's server function answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormAnswer<T> {
    /// Done.
    Done(T),
    /// Refused: nothing changed.
    Again(Returned),
}

/// A refused form: what was typed and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Typed values by field name.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

impl Returned {
    /// A refusal with typed values.
    pub fn new<'a>(values: impl IntoIterator<Item = (&'a str, &'a str)>, problems: Vec<FieldProblem>) -> Self {
        let values = values.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        Self { values, problems }
    }
}

/// Ends a refused post: answers WASM with the refusal; keeps it for a plain browser and sends that back to `page`.
#[cfg(feature = "ssr")]
pub async fn again<T>(page: &str, returned: Returned) -> Result<FormAnswer<T>, AppError> {
    if crate::context::is_plain_post() {
        let cx = crate::context::request()?;
        let kept = serde_json::to_value(&returned).unwrap_or_default();
        let id = care::form_returns::put(&cx.services, kept).await?;
        leptos_axum::redirect(&format!("{page}?again={id}"));
    }
    Ok(FormAnswer::Again(returned))
}

/// The refused form kept under `id`, once.
#[server(prefix = "/api", endpoint = "forms/returned")]
pub async fn returned_form(id: String) -> Result<Option<Returned>, AppError> {
    let cx = crate::context::request()?;
    let kept = care::form_returns::take(&cx.services, &id).await?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
}

/// The state of a form on its page. Call in component setup; read `Returned` parts under a `Suspense`, where
/// [`FormState::get`] is ready.
#[derive(Clone, Copy)]
pub struct FormState {
    kept: Load<Option<Returned>>,
    answered: Signal<Option<Returned>>,
}

/// The state of a form whose latest answer is `answered` (`None` before any).
pub fn state<T: Clone + Send + Sync + 'static>(
    answer: impl Into<Signal<Option<Result<FormAnswer<T>, AppError>>>>,
) -> FormState {
    let answer = answer.into();
    let query = use_query_map();
    let kept = load(
        move || query.read().get("again"),
        |id| async move {
            match id {
                Some(id) => returned_form(id).await,
                None => Ok(None),
            }
        },
    );
    let answered = Signal::derive(move || match answer.get() {
        Some(Ok(FormAnswer::Again(returned))) => Some(returned),
        _ => None,
    });
    FormState { kept, answered }
}

impl FormState {
    /// Waits for what the server kept, then gives the form's state as a signal. Use inside `Suspend`.
    pub async fn ready(self) -> Signal<Returned> {
        let kept = self.kept.ready().await.ok().flatten().unwrap_or_default();
        Signal::derive(move || self.answered.get().unwrap_or_else(|| kept.clone()))
    }
}

/// What is wrong with a field.
pub fn problem(state: Signal<Returned>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || state.read().problems.iter().find(|p| p.field == field).map(|p| p.message.clone()))
}

/// What was typed into a field.
pub fn value(state: Signal<Returned>, field: &'static str) -> Signal<String> {
    Signal::derive(move || state.read().values.get(field).cloned().unwrap_or_default())
}

/// The error summary's lines.
pub fn summary(state: Signal<Returned>) -> Signal<Vec<FieldError>> {
    Signal::derive(move || {
        state
            .read()
            .problems
            .iter()
            .map(|p| FieldError { field: p.field.clone(), message: p.message.clone() })
            .collect()
    })
}
