//! Health hacks: the pages that the ICB wrote for its patients. Plain pages.

mod api;
mod page;

pub(crate) use page::written;
pub(super) use page::{HackPage, HacksPage};
