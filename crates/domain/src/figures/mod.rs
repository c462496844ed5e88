//! How events become figures: the counters, the groups of people they are kept for, and the one definition by which a
//! person's events are counted. Everything on a board, in a file or over the API is a sum of these counters.

mod counter;
mod group;
mod quick;
mod report;
mod spans;
mod story;
#[cfg(test)]
mod tests;
mod told;

pub use counter::{Counter, Counts, Sort};
pub use group::{Dimension, Group, Traits};
pub use quick::{Known, quick};
pub use report::{Figure, MONTH, Sums, YEAR, figures, frozen_from};
pub use story::{Fact, Place, Standing, Tally, count, counter_of, people_counter_of};
pub use told::{Number, ToldFigure, told_again, told_exactly, told_in_steps};
