//! Attacks, A&E visits and hospital stays that the practice has to review.

pub(super) mod api;
pub mod page;

pub use page::AttacksPage;
