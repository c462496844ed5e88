//! The diary of a patient: what they tell about the day, what to do now, and what was.

mod change;
mod copy;
mod desk;
mod history;
mod keep;
mod log;
mod notes;
mod one;
mod sync;
mod today;

pub use change::{put_right, take_back};
pub use copy::{StillKept, phone_copies, phone_ticket, still_kept};
pub use desk::DiaryDesk;
pub use history::{diary, diary_of};
pub use log::{ToldTimes, log_entry};
pub use notes::add_note;
pub use one::{note_form, one_entry};
pub use sync::sync;
pub use today::today;
