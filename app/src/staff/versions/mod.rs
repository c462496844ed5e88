//! One signed version: read, printed, withdrawn. Nothing on it can be changed.

pub(super) mod api;
pub mod page;
mod restore;
mod stamp;
mod withdraw;

pub use page::VersionPage;
