//! What was agreed to, agreeing again when the words change, and leaving: plain pages.

mod api;
mod leave;
mod page;

pub(super) use leave::LeavePage;
pub(super) use page::TermsPage;
