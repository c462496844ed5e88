//! Figures about the server itself for Prometheus. Labels are route templates and status classes: nothing about anybody.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use http::{StatusCode, header};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use storage::Store;

/// Upper bounds in seconds, around what the product promises: a page in 5 ms, a write shown elsewhere within 1 s.
const BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Why {
    why: &'static str,
}

/// The server's figures.
#[derive(Clone)]
pub(crate) struct ServerFigures {
    registry: Arc<Registry>,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    streams: Gauge,
    told: Counter,
    resyncs: Counter,
    ended: Family<Why, Counter>,
    hears: Gauge,
}

impl ServerFigures {
    /// Figures that begin at nothing. `database` says what kind of database is behind.
    pub(crate) fn new(database: &'static str) -> Self {
        let mut registry = Registry::with_prefix("passport");
        let requests = Family::default();
        let durations = Family::new_with_constructor((|| Histogram::new(BOUNDS)) as fn() -> Histogram);
        let streams = Gauge::default();
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Seconds until an answer began", durations.clone());
        registry.register("live_streams", "Streams of live changes that are open", streams.clone());
        let (told, resyncs, ended, hears) =
            (Counter::default(), Counter::default(), Family::default(), Gauge::default());
        registry.register("live_messages", "Messages told to streams, greetings included", told.clone());
        registry.register("live_resyncs", "Streams told to look at everything again", resyncs.clone());
        registry.register("live_ended", "Streams ended: their right was over, or nobody read them", ended.clone());
        if database == "postgresql" {
            registry.register("live_hears_neighbours", "1 while other nodes' words are heard", hears.clone());
        }
        let build = Info::new([("version", env!("CARGO_PKG_VERSION")), ("database", database)]);
        registry.register("build", "What runs", build);
        Self { registry: Arc::new(registry), requests, durations, streams, told, resyncs, ended, hears }
    }

    /// Counts one answer.
    pub(crate) fn answered(&self, method: &str, route: &str, status: StatusCode, took: Duration) {
        let answered = Answered { method: method.to_owned(), route: route.to_owned(), status: class(status) };
        self.requests.get_or_create(&answered).inc();
        self.durations.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    /// Counts one message of a stream.
    pub(crate) fn told(&self, resync: bool) {
        self.told.inc();
        if resync {
            self.resyncs.inc();
        }
    }

    /// Counts a stream that was ended.
    pub(crate) fn ended(&self, why: &'static str) {
        self.ended.get_or_create(&Why { why }).inc();
    }

    /// Counts a stream for as long as the value lives.
    pub(crate) fn stream(&self) -> OpenStream {
        self.streams.inc();
        OpenStream(self.streams.clone())
    }
}

/// One open stream.
pub(crate) struct OpenStream(Gauge);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

type Text = ([(header::HeaderName, &'static str); 1], String);

/// The figures as text.
pub(crate) async fn show(State((figures, store)): State<(ServerFigures, Store)>) -> Result<Text, StatusCode> {
    figures.hears.set(i64::from(store.hears_neighbours() == Some(true)));
    let mut text = String::new();
    encode(&mut text, &figures.registry).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text))
}
