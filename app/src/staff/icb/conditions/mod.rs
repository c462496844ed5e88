//! Templates for other conditions: off until the ICB takes them up and its clinical safety officer approves.

pub(super) mod api;
pub mod edit;
pub mod page;

pub use edit::ConditionEditPage;
pub use page::ConditionsPage;
