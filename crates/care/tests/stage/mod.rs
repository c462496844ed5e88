//! What tests of this crate stand on: services over a fresh database at a fixed moment.

use std::sync::Arc;

use care::Services;
use chrono::{DateTime, Utc};
use domain::{Clock, OdsCode};
use integrations::ids::RandomIds;
use storage::Store;

/// A clock that stands still.
pub(crate) struct At(pub(crate) DateTime<Utc>);

impl Clock for At {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

/// Sunday 22 November 2026, 10:42 in London.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-22T10:42:00Z".parse().unwrap()
}

pub(crate) async fn services(store: &Store) -> Services {
    let (clock, ids) = (Arc::new(At(now())), Arc::new(RandomIds));
    Services::start(store.clone(), clock, ids, true, "http://localhost:3000", None).await.unwrap()
}

pub(crate) fn code(text: &str) -> OdsCode {
    OdsCode::parse(text).unwrap()
}

/// Every figure counted anew from the events is the one that is kept.
pub(crate) async fn verify(services: &Services) {
    let check = care::boards::verify_metrics(services).await.unwrap();
    assert!(check.agrees(), "{:#?}", check.listed);
}
