//! What a person learns, and how their asthma is held: lessons with their questions, and a check every four weeks.

mod check;
mod lessons;

pub use check::{ControlPage, control_page, save_check};
pub use lessons::{JourneyPage, my_journey, try_lesson};
