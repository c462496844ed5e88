//! Where the account is logged in, and its passkeys: a plain page.

mod api;
mod page;

pub(super) use page::LogInsPage;
