//! Reviewing a draft as a whole and signing it.

pub(super) mod api;
mod attest;
mod changes;
mod figures;
mod form;
pub mod page;
mod problems;
#[cfg(feature = "ssr")]
mod refusal;

pub(super) use api::CONFIRM;
pub(super) use attest::{Attest, attest, certificate};
pub(super) use changes::{in_words, table as changes_table};
pub(super) use figures::figures;
pub use page::SignPage;
#[cfg(feature = "ssr")]
pub(super) use refusal::{born, refusal, viewed};
