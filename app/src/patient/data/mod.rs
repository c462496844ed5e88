//! What is kept, as a file to take away, and closing the account: plain pages.

mod api;
mod close;
mod page;

pub(super) use close::ClosePage;
pub(super) use page::DataPage;
