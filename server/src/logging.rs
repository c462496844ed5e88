//! The log: one JSON object a line on standard error, so that standard output is for people.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

use crate::config::Environment;

/// Starts the log. `serving` logs every request; a command only what goes wrong.
pub(crate) fn start(environment: &Environment, serving: bool) {
    // Somebody who watches a terminal reads the addresses printed there, not a line for every request.
    let usual = if serving && !stderr().is_terminal() { "info" } else { "warn" };
    let filter = environment.get("PASSPORT_LOG").and_then(|wish| EnvFilter::try_new(wish).ok());
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_writer(stderr)
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new(usual)))
        .finish();
    // Already set when several servers run in one process, as in tests.
    let _ = tracing::subscriber::set_global_default(subscriber);
}
