//! The machine's clock.

use chrono::{DateTime, SubsecRound, Utc};
use domain::Clock;

/// Tells the time of the machine, which an operator keeps right with NTP.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    /// Whole microseconds: what PostgreSQL keeps, so that a moment read back equals the moment written.
    #[expect(clippy::disallowed_methods, reason = "this is the clock everybody else is given")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}
