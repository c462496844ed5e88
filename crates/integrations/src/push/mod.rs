//! Reminders to browsers by Web Push: who may send (VAPID, RFC 8292), sealed for one device (RFC 8291), handed to the
//! service that the device's browser named (RFC 8030).
//!
//! The address of that service comes from a browser, so it is trusted with nothing: see [`PushRules`].

mod client;
mod rules;
mod seal;
mod vapid;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::BoxFuture;

pub use client::WebPush;
pub use rules::{Destination, PushRules, RefusedEndpoint};
pub use seal::{SealError, is_device_key, open_with, seal, seal_with};
pub use vapid::{BadKey, VapidKey};

/// A message to one device.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    /// Where to.
    pub endpoint: &'a str,
    /// The device's public key, base64url.
    pub p256dh: &'a str,
    /// The device's secret, base64url.
    pub auth: &'a str,
    /// What it says; sealed before it leaves.
    pub text: &'a str,
    /// How long the service keeps it for a device that is off.
    pub ttl: TimeDelta,
    /// A newer message of the same topic takes its place.
    pub topic: &'a str,
    /// Now, for the token's end.
    pub now: DateTime<Utc>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The service has it.
    Taken,
    /// The device takes no messages any more: forget it.
    Gone,
    /// The service wants to be left alone for so long.
    Wait(TimeDelta),
    /// It did not go through.
    Failed(Failure),
}

/// Why a message did not go through, in words safe to log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The address is none of a push service that is allowed.
    #[error("the address is not allowed")]
    Address,
    /// The device's keys cannot be used.
    #[error("the device's keys cannot be used")]
    Keys,
    /// Nobody answers there.
    #[error("the push service cannot be reached")]
    Unreachable,
    /// It answered something else.
    #[error("the push service answered {0}")]
    Status(u16),
}

/// What sends messages to devices.
pub trait PushService: Send + Sync {
    /// The public key that browsers are given; `None` when nothing can be sent.
    fn public_key(&self) -> Option<String>;

    /// An address of a service that messages may go to.
    fn allows(&self, endpoint: &str) -> bool;

    /// Sends a message.
    fn send<'a>(&'a self, message: Message<'a>) -> BoxFuture<'a, Answer>;
}

/// Sends nothing: reminders by push are not set up.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPush;

impl PushService for NoPush {
    fn public_key(&self) -> Option<String> {
        None
    }

    fn allows(&self, _endpoint: &str) -> bool {
        false
    }

    fn send<'a>(&'a self, _message: Message<'a>) -> BoxFuture<'a, Answer> {
        Box::pin(async { Answer::Failed(Failure::Address) })
    }
}
