//! Sharing a plan by a link: made, listed and stopped by its owner, opened by whoever holds it.

mod make;
mod mine;
mod open;

use chrono::{DateTime, Utc};
use domain::share::{ShareState, WRONG_CODES};
use domain::time::london_day;
use storage::shares::Share;

pub use make::{NewShare, make_share};
pub use mine::{MyShares, fresh_share, my_shares, stop_share};
pub use open::{CodeAnswer, Opened, enter_code, open_share, shared_plan_to_print};

/// Where a link stands now.
fn state(share: &Share, now: DateTime<Utc>) -> ShareState {
    if share.stopped_at.is_some() {
        ShareState::Stopped
    } else if share.wrong_codes >= WRONG_CODES {
        ShareState::Locked
    } else if london_day(now) > share.ends_on {
        ShareState::Ended
    } else {
        ShareState::Open
    }
}
