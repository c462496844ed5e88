//! Who has seen this: who read or changed the record or plan, and when. A plain page.

mod api;
mod page;

pub(super) use page::SeenPage;
