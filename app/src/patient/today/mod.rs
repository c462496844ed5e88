//! Today: what do I do now.

pub(super) mod api;
mod page;

pub(super) use page::TodayPage;
