//! What the API says when it has no answer (RFC 9457).

use axum::Json;
use axum::response::{IntoResponse, Response};
use care::{CareError, Refused};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

/// Why there is no answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Problem {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: String,
    /// The status.
    status: u16,
    /// What to do about it.
    detail: String,
}

/// A problem on its way out.
#[derive(Debug)]
pub(super) struct ApiProblem {
    status: StatusCode,
    detail: String,
    again_in: Option<i64>,
}

impl ApiProblem {
    /// The question cannot be answered as it was asked.
    pub(super) fn wrong(detail: &str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, detail: detail.into(), again_in: None }
    }

    /// Nothing is changed here.
    pub(super) fn only_read() -> Self {
        let detail = "Figures can only be read here: ask with GET.".to_owned();
        Self { status: StatusCode::METHOD_NOT_ALLOWED, detail, again_in: None }
    }

    /// The key asks too often.
    pub(super) fn too_often(seconds: i64) -> Self {
        let detail = format!("This key has asked 120 times in this minute. Ask again in {seconds} seconds.");
        Self { status: StatusCode::TOO_MANY_REQUESTS, detail, again_in: Some(seconds) }
    }
}

impl<E: Into<CareError>> From<E> for ApiProblem {
    fn from(error: E) -> Self {
        let (status, detail) = match error.into() {
            CareError::Refused(Refused::SignedOut) => (
                StatusCode::UNAUTHORIZED,
                "Show a key that works: Authorization: Bearer dhp_... Whoever leads the ICB makes one under \"Keys\".",
            ),
            CareError::Refused(_) => {
                (StatusCode::NOT_FOUND, "There is nothing here that this key may read. See /api/v1/organisations.")
            }
            CareError::Broken(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here. Ask again in a moment.")
            }
        };
        Self { status, detail: detail.into(), again_in: None }
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Problem").to_owned();
        let body = Problem { kind: "about:blank", title, status: self.status.as_u16(), detail: self.detail };
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"figures\""));
        }
        if let Some(seconds) = self.again_in {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
