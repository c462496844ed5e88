//! The outside world: clock, identifiers, the doors through which people prove who they are, push services and air quality.

pub mod air;
pub mod clock;
pub mod identity;
pub mod ids;
pub mod passkeys;
pub mod push;
