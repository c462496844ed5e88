//! Reviewing a draft as a whole and signing it.

pub(super) mod api;
mod changes;
mod form;
pub mod page;
mod problems;

pub use page::SignPage;
