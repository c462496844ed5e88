//! The plan editor: a form, what the rules say of it while it is typed, and the plan as the patient will read it.

mod acts;
pub(super) mod api;
mod bad_day;
mod bar;
mod changes;
mod clash;
mod controls;
mod everyday;
mod history;
mod inhaler;
mod kept;
mod keys;
mod medicine;
pub mod page;
mod palette;
mod peak_flow;
mod presence;
mod preview;
mod rail;
mod review;
mod save;
mod sections;
mod settle;
mod state;
mod visit;

pub(super) use api::open_draft;
pub use page::EditorPage;
