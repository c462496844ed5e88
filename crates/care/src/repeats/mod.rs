//! Asking for more of a medicine: a message to the practice, which decides on each item.

mod ask;
mod mine;
mod queue;
mod step;

pub use ask::{ask_for_repeat, take_back_repeat};
pub use mine::my_repeats;
pub use queue::{open_repeats, repeat_queue, set_repeat_days};
pub use step::{delay_repeat, move_repeat};

use chrono::NaiveDate;
use domain::OdsCode;
use domain::repeat::{USUAL_DAYS, expected_day};
use storage::{ConnectionTrait, StoreError, repeats};

/// The day on which something asked on `from` is expected.
async fn expected(conn: &impl ConnectionTrait, practice: &OdsCode, from: NaiveDate) -> Result<NaiveDate, StoreError> {
    let days = repeats::days(conn, practice).await?.unwrap_or(USUAL_DAYS);
    Ok(expected_day(from, days))
}
