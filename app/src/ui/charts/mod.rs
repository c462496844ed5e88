//! Charts for boards: a sentence with the finding, a drawing the server makes, the table behind it and a link to the
//! file. Plain pages show them; no bundle needs them.
//!
//! What is hidden cannot be drawn: every value arrives as [`Shown`](domain::metrics::Shown) or as a
//! [`Share`](domain::spc::Share), which is made of two shown numbers only. Text in a drawing keeps its size at every
//! width, because drawings stretch in per cent of their box instead of being scaled.

mod bars;
mod control;
mod equity;
mod frame;
mod funnel;
mod marks;
mod measured;
mod multiples;
mod retention;

pub use bars::Bars;
pub use control::ControlChart;
pub use equity::EquityDots;
pub use frame::{ChartFigure, ChartTable};
pub use funnel::FunnelPlot;
pub use measured::{Called, Measured};
pub use multiples::{Series, SmallMultiples};
pub use retention::{Cohort, Kept, RetentionGrid};
