//! Live changes: which topic changed, as a stream of server-sent events. Never what changed: whoever listens asks for
//! that through the function that checks who may know it.

mod access;
mod ear;
mod hub;
mod missed;
mod places;
mod stream;
#[cfg(test)]
mod tests;

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::response::{IntoResponse, Response};
use care::Services;
use care::feed::Missed;
use domain::Topic;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use crate::http::Asking;
use crate::http::metrics::ServerFigures;
use ear::Ear;
use hub::Hub;
use places::Places;
use stream::Told;

/// No page shows more.
const MOST_TOPICS: usize = 20;
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// What streams need.
#[derive(Clone)]
pub(crate) struct Live {
    services: Services,
    hub: Hub,
    places: Places,
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    topics: String,
}

impl Live {
    /// Nobody listens yet.
    pub(crate) fn new(services: Services, figures: ServerFigures, stop: CancellationToken) -> Self {
        Self::checked(services, figures, stop, access::CHECK)
    }

    fn checked(services: Services, figures: ServerFigures, stop: CancellationToken, every: Duration) -> Self {
        // Listening begins first: what falls between the two is told twice rather than never.
        let changes = services.feed.listen();
        let hub = Hub::new(services.feed.settled(), figures, stop.clone());
        tokio::spawn(hub.clone().follow(changes));
        tokio::spawn(access::watch(hub.clone(), services.clone(), every, stop));
        Self { services, hub, places: Places::default() }
    }
}

/// `GET /live?topics=practice/A81001,icb/QMF`
pub(crate) async fn listen(State(live): State<Live>, Query(wanted): Query<Wanted>, request: Request) -> Response {
    let Some(asking) = request.extensions().get::<Asking>().cloned() else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let Some(topics) = read_topics(&wanted.topics) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Some(session) = asking.tokens.staff.clone().or_else(|| asking.tokens.patient.clone()) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    if asking.proof.staff.is_none() && asking.proof.patient.is_none() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match access::may_hear_all(&live.services, &asking.proof, &topics).await {
        Ok(true) => {}
        Ok(false) => return StatusCode::NOT_FOUND.into_response(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
    let Some(place) = live.places.take(&session) else {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    };
    // Listening begins before the past is read: a change between the two is told twice rather than never.
    let come_back = stream::come_back(live.hub.count());
    let told = Told::new(live.hub.clone(), live.hub.join(Ear::new(asking.tokens, topics, come_back)), place);
    match missed::since(&live.services, last_event_id(request.headers())).await {
        Ok(Missed::Topics(topics)) => topics.iter().for_each(|topic| told.ear().note(topic)),
        Ok(Missed::Everything) => told.ear().note_everything(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (ACCEL_BUFFERING, HeaderValue::from_static("no")),
    ];
    (headers, Body::from_stream(told)).into_response()
}

fn read_topics(text: &str) -> Option<Vec<Topic>> {
    let topics: Vec<Topic> = text.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
    (topics.len() <= MOST_TOPICS).then_some(topics)
}

fn last_event_id(headers: &HeaderMap) -> Option<i64> {
    headers.get(LAST_EVENT_ID)?.to_str().ok()?.parse().ok()
}
