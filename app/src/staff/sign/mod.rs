//! Reviewing a draft as a whole and signing it.

pub(super) mod api;
mod changes;
mod form;
pub mod page;
mod problems;

pub(super) use changes::{in_words, table as changes_table};
pub use page::SignPage;
