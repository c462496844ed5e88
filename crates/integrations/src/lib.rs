//! The outside world: clock, identifiers and the doors through which people prove who they are.

pub mod clock;
pub mod identity;
pub mod ids;
