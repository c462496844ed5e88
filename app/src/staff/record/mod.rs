//! A patient's record: the plan in force, the draft, the invitation, and what the register says.

pub(super) mod api;
mod cards;
mod history;
mod others;
pub mod page;
mod plan;
mod start;
mod visit;

pub(super) use api::StartPlan;
pub use page::RecordPage;
