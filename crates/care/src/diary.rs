//! The diary of a patient: what they tell about the day, what to do now, and what was.

mod copy;
mod history;
mod keep;
mod log;
mod sync;
mod today;

pub use copy::phone_copies;
pub use history::diary;
pub use log::{ToldTimes, log_entry};
pub use sync::sync;
pub use today::today;
