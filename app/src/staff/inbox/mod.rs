//! Drafts that wait for a second person at a practice.

pub(super) mod api;
pub mod page;

pub use page::InboxPage;
