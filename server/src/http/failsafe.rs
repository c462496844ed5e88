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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "a fault is what is tested")]

    use axum::body::Body;
    use axum::routing::get;
    use axum::{Router, middleware};
    use http::{StatusCode, header};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn faulty() -> &'static str {
        panic!("something a patient typed")
    }

    #[tokio::test]
    async fn a_fault_answers_with_the_emergency_steps_and_without_its_words() {
        let router = Router::new().route("/", get(faulty)).layer(middleware::from_fn(guard));
        for (accept, kind) in [("text/html", "text/html; charset=utf-8"), ("application/json", "application/json")] {
            let request = Request::builder().uri("/").header(header::ACCEPT, accept).body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(response.headers()[header::CONTENT_TYPE], kind);
            let text = response.into_body().collect().await.unwrap().to_bytes();
            let text = String::from_utf8_lossy(&text);
            assert!(!text.contains("typed"));
            assert_eq!(text.contains("Call 999"), accept == "text/html");
        }
    }
}
