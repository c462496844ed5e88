//! Sharing the plan by a link: made, seen and stopped here. A plain page.

mod api;
mod fresh;
mod page;

pub(super) use fresh::NewSharePage;
pub(super) use page::SharePage;
