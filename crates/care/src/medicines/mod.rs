//! The page "Medicines", and how each kind of inhaler is used.

mod page;
mod technique;

pub(crate) use page::gather;
pub use page::my_medicines;
pub use technique::{mark_practised, technique};
