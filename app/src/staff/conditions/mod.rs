//! A plan for another condition: written, checked and signed on one page, and read as a signed version on another.

pub(super) mod api;
mod fields;
pub mod page;
mod sign;
pub mod version;

pub use page::ConditionPage;
pub use version::ConditionVersionPage;
