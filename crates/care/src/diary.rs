//! The diary of a patient: what they tell about the day, what to do now, and what was.

mod copy;
mod history;
mod log;
mod today;

pub use copy::phone_copies;
pub use history::diary;
pub use log::log_entry;
pub use today::today;
