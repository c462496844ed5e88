//! The clinicians of a practice and their certificates to sign plans, kept by its manager.

pub(super) mod api;
pub mod page;

pub use page::TeamPage;
