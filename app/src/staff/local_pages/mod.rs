//! Health hacks: the pages an ICB writes for its patients. Plain pages: the list, and the form of one.

mod api;
mod edit;
mod page;

pub use edit::HackEditPage;
pub use page::HacksPage;
