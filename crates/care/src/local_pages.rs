//! Health hacks: pages that an ICB writes for its own patients. Anybody who leads there writes and withdraws, the clinical
//! safety officer approves; past its day a page is not shown (hazard HZ-33).

mod approve;
mod desk;
mod mine;
mod write;

pub use approve::{approve_page, withdraw_page};
pub use desk::desk;
pub use mine::{my_hack, my_hacks};
pub use write::write_page;
