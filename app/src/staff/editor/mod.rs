//! The plan editor: a form, what the rules say of it while it is typed, and the plan as the patient will read it.

pub(super) mod api;
mod bad_day;
mod bar;
mod clash;
mod controls;
mod everyday;
mod medicine;
pub mod page;
mod peak_flow;
mod preview;
mod rail;
mod review;
mod save;
mod sections;
mod settle;
mod state;

pub(super) use api::open_draft;
pub use page::EditorPage;
