//! From a nurse's invitation to a person who uses the passport.
//!
//! The link holds 128 random bits, the short code 50; both are kept as keyed hashes only. Opening a link never uses it:
//! programs that preview messages open links too.

mod agree;
mod invite;
mod join;
mod look;
mod rules;

pub use agree::{AgreeForm, agree};
pub use invite::{invite, invite_back};
pub use join::{DobAnswer, check_date_of_birth, joining};
pub use look::look_at_invitation;
pub use rules::PARENT_AGREES_UNDER;
