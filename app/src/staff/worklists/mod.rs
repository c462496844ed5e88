//! Lists of work behind the figures of a practice, with names: a plain page for each.

mod api;
mod page;

pub use page::WorkListPage;
