//! Finding a patient of the practice. What was typed never stands in an address.

pub(super) mod api;
pub mod page;
mod results;

pub use page::PatientsPage;
