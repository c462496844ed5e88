//! Access, sessions, joining, the diary and the figures, through the use cases and on every kind of database.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set its stage has failed")]

mod access;
mod boards;
mod certificates;
mod coming_back;
mod conditions;
mod consents;
mod diary;
mod diary_notes;
mod doses;
mod figures;
mod heard;
mod icb_content;
mod joining;
mod learning;
mod live;
mod parents;
mod phone_lock;
mod presence;
mod recruitment;
mod reminders;
mod repeats;
mod sessions;
mod shares;
#[path = "../support/mod.rs"]
mod support;
mod sync;
mod visits;
