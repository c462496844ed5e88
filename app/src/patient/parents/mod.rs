//! Who else sees the plan, and what the young person decides of it: a plain page.

mod api;
mod page;

pub(super) use page::ParentsPage;
