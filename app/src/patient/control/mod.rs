//! How well asthma is controlled: three questions every four weeks.

mod api;
mod page;

pub(super) use page::ControlPage;
