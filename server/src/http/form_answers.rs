//! Answers to forms that a browser posts without any script.
//!
//! The framework sends such a browser back to where it came from with the error packed into the address, where nobody
//! reads it. Errors a form can show never come this way (they are ordinary answers of the form); for the others the
//! person gets a page that says what happened.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{StatusCode, header};

use super::plain_page::{self, BROKEN, CHANGED, NOTHING_HERE, TOO_MANY_TRIES, Wants};

/// Turns an error for a plain form post into a page.
pub(crate) async fn speak_plainly(request: Request, next: Next) -> Response {
    let is_form = request.uri().path().starts_with("/api/") && Wants::of(request.headers()) == Wants::Page;
    let response = next.run(request).await;
    if !is_form || !is_error(&response) {
        return response;
    }
    let page = match response.status() {
        StatusCode::UNAUTHORIZED => return Redirect::to(app::routes::LOG_IN).into_response(),
        StatusCode::NOT_FOUND => NOTHING_HERE,
        StatusCode::TOO_MANY_REQUESTS => TOO_MANY_TRIES,
        status if status.is_server_error() => BROKEN,
        _ => CHANGED,
    };
    plain_page::answer(Wants::Page, &page)
}

fn is_error(response: &Response) -> bool {
    let status = response.status();
    let sent_back =
        response.headers().get(header::LOCATION).is_some_and(|to| to.to_str().is_ok_and(|to| to.contains("__err=")));
    status.is_client_error() || status.is_server_error() || sent_back
}
