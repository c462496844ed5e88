//! The outside world: clock, identifiers, the doors through which people prove who they are, and push services.

pub mod clock;
pub mod identity;
pub mod ids;
pub mod passkeys;
pub mod push;
