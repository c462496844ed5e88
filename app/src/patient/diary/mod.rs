//! The diary: what was, by day; the forms for what is no check-in; and one entry, to put right or take back.

mod api;
mod chart;
mod entry;
mod fields;
mod kept;
mod list;
mod note;
mod page;
mod right;

pub(super) use entry::EntryPage;
pub(super) use note::NotePage;
#[cfg(feature = "ssr")]
pub(super) use note::of_form;
pub(super) use page::DiaryPage;
#[cfg(feature = "ssr")]
pub(super) use page::of_view;
pub(super) use right::RightPage;
