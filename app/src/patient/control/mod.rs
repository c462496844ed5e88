//! How asthma is held: three questions every four weeks.

mod api;
mod page;

pub(super) use page::ControlPage;
