//! Live boards: the figures of a practice, a PCN and an ICB, and the proof that they are right.
//!
//! Everything that is shown, written into a file or answered over the API is made here, once, in the form in which it may
//! be told: exact to those who work at a practice, in steps of seven to everybody else (`domain::suppress`).

mod board;
mod cohorts;
mod compare;
mod count_again;
mod figures_at;
mod file;
mod groups;
mod happened;
mod rebuild;
mod recount;
mod sums;
mod tell;
mod trends;
mod verify;

pub use board::board;
pub use cohorts::cohorts;
pub use compare::comparison;
pub use count_again::recount;
pub use figures_at::{FiguresAt, figures_at, figures_of_each};
pub use file::csv_file;
pub use groups::groups;
pub use rebuild::{figures_missing, rebuild_figures};
pub use tell::tell_everything;
pub(crate) use verify::all_above;
pub use verify::{Difference, MetricsCheck, verify_metrics};
