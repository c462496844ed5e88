//! After signing: the summary for the GP record, whether it was filed there, whether the patient explained the plan
//! back, and the code to scan. And the list of signed plans that nobody has filed yet.

pub(super) mod api;
mod list;
pub mod page;

pub use list::ToFilePage;
pub use page::AfterPage;
