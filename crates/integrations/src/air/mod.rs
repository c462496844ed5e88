//! Air quality and pollen of an area, from an adapter that the operator names. There is no service that tells both for
//! the whole of England without a contract, so the product asks one small question of whatever stands there:
//!
//! ```text
//! GET {PASSPORT_AIR_URL}?area=QMF
//! {"air_index": 4, "pollen": "high", "at": "2026-05-20T06:00:00Z", "source": "UK-AIR and Met Office"}
//! ```
//!
//! `air_index` is the Daily Air Quality Index, 1 to 10; `pollen` is low, moderate, high or `very_high`. Either may be
//! missing. The area is the code of an ICB: nothing of a person leaves the server.

mod client;

use domain::OdsCode;
use domain::air::AirReport;
use futures::future::BoxFuture;

pub use client::{AirAddress, AirClient, BadAirAddress};

/// Why there is no answer, in words safe to log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AirFailure {
    /// Nobody answers there, or not in time.
    #[error("the air quality service cannot be reached")]
    Unreachable,
    /// It answered something else.
    #[error("the air quality service answered {0}")]
    Status(u16),
    /// The answer is not one of ours, or far too long.
    #[error("the answer of the air quality service cannot be read")]
    Unreadable,
}

/// What knows of air quality and pollen.
pub trait AirService: Send + Sync {
    /// There is somebody to ask.
    fn is_set_up(&self) -> bool;

    /// What is known of an area.
    fn ask<'a>(&'a self, area: &'a OdsCode) -> BoxFuture<'a, Result<AirReport, AirFailure>>;
}

/// Knows nothing: it is not set up.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoAir;

impl AirService for NoAir {
    fn is_set_up(&self) -> bool {
        false
    }

    fn ask<'a>(&'a self, _area: &'a OdsCode) -> BoxFuture<'a, Result<AirReport, AirFailure>> {
        Box::pin(async { Err(AirFailure::Unreachable) })
    }
}
