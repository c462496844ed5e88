//! Whether the server lives and can work, for whoever watches it.

use axum::extract::State;
use care::Services;
use http::StatusCode;

/// The program runs.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The program can answer: its database does.
pub(crate) async fn ready(State(services): State<Services>) -> (StatusCode, &'static str) {
    match care::health::readiness(&services).await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
