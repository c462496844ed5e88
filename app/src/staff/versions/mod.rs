//! One signed version: read, printed, withdrawn. Nothing on it can be changed.

pub(super) mod api;
pub mod compare;
pub mod page;
mod restore;
mod stamp;
mod withdraw;

pub use compare::ComparePage;
pub use page::VersionPage;
