//! Requests for more of a medicine: the practice's queue.

pub(super) mod api;
mod page;

pub use page::RepeatsPage;
