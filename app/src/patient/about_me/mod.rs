//! The few questions after joining: a plain page.

mod api;
mod page;

pub(super) use page::AboutMePage;
