//! `POST /sync/v1/entries`: what devices wrote without a line. A plain route whose address and shape stay, because old
//! apps send to it long after the pages have changed.

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use care::access::PatientAccess;
use care::{CareError, Refused, Services};
use domain::diary::sync::{Batch, MOST_ENTRIES};
use http::StatusCode;
use serde::Serialize;

use super::guard::Asking;

/// Largest body; one layer refuses longer ones before they are read.
const LARGEST: usize = 256 * 1024;

/// Why nothing of a batch was kept.
#[derive(Serialize)]
struct Failure {
    error: &'static str,
    message: &'static str,
}

const SIGNED_OUT: (StatusCode, Failure) = (
    StatusCode::UNAUTHORIZED,
    Failure { error: "signed_out", message: "Log in to send what is saved on this device." },
);
const UNREADABLE: (StatusCode, Failure) = (
    StatusCode::BAD_REQUEST,
    Failure { error: "unreadable", message: "This could not be read. It is still saved on this device." },
);
const TOO_LARGE: (StatusCode, Failure) = (
    StatusCode::PAYLOAD_TOO_LARGE,
    Failure { error: "too_large", message: "This is too much at once. It is still saved on this device." },
);
const BROKEN: (StatusCode, Failure) = (
    StatusCode::INTERNAL_SERVER_ERROR,
    Failure { error: "broken", message: "Sorry, something went wrong. It is still saved on this device." },
);

/// The addresses of sync.
pub(crate) fn routes(services: Services) -> Router {
    Router::new().route("/sync/v1/entries", post(entries)).with_state(services)
}

async fn entries(State(services): State<Services>, request: Request) -> Response {
    match keep(&services, request).await {
        Ok(answer) => answer,
        Err((status, failure)) => (status, Json(failure)).into_response(),
    }
}

async fn keep(services: &Services, request: Request) -> Result<Response, (StatusCode, Failure)> {
    // Before the body: what waits on a device belongs to nobody we know yet.
    let asking = request.extensions().get::<Asking>().cloned().ok_or(SIGNED_OUT)?;
    let access = PatientAccess::of(&asking.proof).map_err(|_| SIGNED_OUT)?;
    let body = to_bytes(request.into_body(), LARGEST).await.map_err(|_| TOO_LARGE)?;
    let batch: Batch = serde_json::from_slice(&body).map_err(|_| UNREADABLE)?;
    if batch.entries.len() > MOST_ENTRIES {
        return Err(TOO_LARGE);
    }
    match care::diary::sync(&access, services, batch).await {
        Ok(answer) => Ok(Json(answer).into_response()),
        Err(CareError::Refused(Refused::SignedOut)) => Err(SIGNED_OUT),
        Err(_) => Err(BROKEN),
    }
}
