//! Young people whose parents' access waits for a review, and the ages at which an ICB has it reviewed and ended.

mod api;
mod list;
mod policy;

pub use list::YoungPeoplePage;
pub use policy::ParentPolicyPage;
