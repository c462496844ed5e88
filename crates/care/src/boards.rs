//! Live boards: the figures of a practice and of an ICB, and the proof that they are right.
//!
//! Every count is asked once, in [`figures`], and leaves it only in the form in which it may be shown.

mod figures;
mod figures_at;
mod icb;
mod practice;
mod rebuild;
mod show;
mod sums;
mod tiles;
mod verify;

pub use figures_at::{FiguresAt, figures_at};
pub use icb::icb_board;
pub use practice::practice_board;
pub use rebuild::{figures_missing, rebuild_figures};
pub(crate) use verify::all_above;
pub use verify::{Difference, MetricsCheck, verify_metrics};
