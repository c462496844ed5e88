//! The diary of the last 30 days.

mod chart;
mod page;

pub(super) use page::DiaryPage;
#[cfg(feature = "ssr")]
pub(super) use page::of_view;
