//! The live board of a practice: few big numbers, work waiting, and the way from invited to still using it.

pub(super) mod api;
pub mod page;
mod parts;
mod pulse;

pub use page::BoardPage;
pub(super) use parts::{Figure, columns, funnel, in_a_sentence, row, tiles};
pub(super) use pulse::{Pulse, pulse_bar};
