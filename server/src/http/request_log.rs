//! One line a request: method, route template, status, time. Never the address itself, which may be a key or name a
//! patient's record, nor anything that was sent.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::Ids;
use http::{HeaderName, HeaderValue, Method};

use super::metrics::ServerFigures;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a line needs.
#[derive(Clone)]
pub(crate) struct RequestLog {
    pub(crate) figures: ServerFigures,
    pub(crate) ids: Arc<dyn Ids>,
}

/// Writes the line and counts the request.
pub(crate) async fn write(State(log): State<RequestLog>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = known(request.method());
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let request_id = log.ids.next().to_string();
    let mut response = next.run(request).await;
    let (took, status) = (begun.elapsed(), response.status());
    let route = matched.as_ref().map_or("other", MatchedPath::as_str);
    log.figures.answered(method, route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::error!(target: "http", method, route, status = status.as_u16(), ms, request_id, "answered");
    } else {
        tracing::info!(target: "http", method, route, status = status.as_u16(), ms, request_id, "answered");
    }
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Anybody may invent a method; only the known ones become labels.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
