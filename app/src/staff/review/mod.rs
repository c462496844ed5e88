//! A draft in the hands of a second person: read whole, remarked on line by line, approved, sent back or taken back.

pub(super) mod api;
mod decide;
pub mod page;
mod remarks;

pub use page::ReviewPage;
