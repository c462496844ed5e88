//! The formularies of an ICB: every version, what it says, what it would change, and bringing it into force.

pub(super) mod api;
pub mod list;
pub mod version;

pub use list::FormulariesPage;
pub use version::FormularyPage;
