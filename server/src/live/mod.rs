//! Live changes: which topic changed, as a stream of server-sent events. Never what changed: whoever listens asks for
//! that through the function that checks who may know it.

mod access;
mod missed;
mod places;
mod stream;

use std::time::Duration;

use axum::extract::{Query, Request, State};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use care::Services;
use domain::Topic;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;

use crate::http::Asking;
use crate::http::metrics::ServerFigures;
use places::{Place, Places};

/// No page shows more.
const MOST_TOPICS: usize = 20;
/// How often a stream looks whether its session still is one: a stream outlives a log-out otherwise.
const CHECK: Duration = Duration::from_secs(60);
/// Events a slow listener may have waiting.
const QUEUE: usize = 32;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// What streams need.
#[derive(Clone)]
pub(crate) struct Live {
    services: Services,
    figures: ServerFigures,
    places: Places,
    stop: CancellationToken,
    check_every: Duration,
}

/// Somebody who listens.
struct Listener {
    live: Live,
    asking: Asking,
    topics: Vec<Topic>,
    _place: Place,
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    topics: String,
}

impl Live {
    /// Nobody listens yet.
    pub(crate) fn new(services: Services, figures: ServerFigures, stop: CancellationToken) -> Self {
        Self { services, figures, places: Places::default(), stop, check_every: CHECK }
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
    let changes = live.services.feed.listen();
    let Ok(past) = missed::since(&live.services, last_event_id(request.headers())).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let (sink, events) = mpsc::channel(QUEUE);
    let open = live.figures.stream();
    let listener = Listener { live, asking, topics, _place: place };
    tokio::spawn(async move {
        stream::run(listener, past, changes, sink).await;
        drop(open);
    });
    let mut response = Sse::new(ReceiverStream::new(events)).keep_alive(KeepAlive::default()).into_response();
    response.headers_mut().insert(ACCEL_BUFFERING, HeaderValue::from_static("no"));
    response
}

fn read_topics(text: &str) -> Option<Vec<Topic>> {
    let topics: Vec<Topic> = text.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
    (topics.len() <= MOST_TOPICS).then_some(topics)
}

fn last_event_id(headers: &HeaderMap) -> Option<i64> {
    headers.get(LAST_EVENT_ID)?.to_str().ok()?.parse().ok()
}
