//! Who acts for a patient: accounts, how far parents see, and inviting somebody back to their account.

mod api;
mod page;

pub(super) use api::acting;
pub use page::PeoplePage;
