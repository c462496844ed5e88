//! No request waits for ever, and a fault in one answers that one request with a page instead of a broken connection.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt;
use tokio::time::timeout;

use super::plain_page::{self, BROKEN, TOO_SLOW, Wants};

/// Longest a request may take to begin its answer. A stream of live changes begins at once and then stays open.
const DEADLINE: Duration = Duration::from_secs(10);

/// Answers for a handler that takes too long or panics.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let wants = Wants::of(request.headers());
    match timeout(DEADLINE, AssertUnwindSafe(next.run(request)).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => plain_page::answer(wants, &BROKEN),
        Err(_) => plain_page::answer(wants, &TOO_SLOW),
    }
}

/// Logs where a panic happened. What it says is left out: it may quote what somebody typed.
pub fn log_panics_without_their_words() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
        tracing::error!(place, "a request or a task was ended by a fault in the program");
    }));
}
