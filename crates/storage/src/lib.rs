//! The database of the Digital Health Passport: SQLite in one file or PostgreSQL, chosen by an address.
//!
//! [`Store`] opens it and is the only way to write. The modules named after tables hold the queries; they take any
//! connection or transaction and answer in domain types.

pub mod account_uses;
pub mod accounts;
pub mod active_days;
pub mod activity_events;
pub mod api_tokens;
pub mod attack_reviews;
pub mod attempts;
pub mod audit;
pub mod campaigns;
pub mod certificates;
pub mod condition_plans;
pub mod condition_templates;
pub mod consents;
pub mod control_checks;
pub mod counters;
pub mod diary_changes;
pub mod diary_entries;
pub mod diary_notes;
pub mod dose_times;
pub mod doses;
pub mod drafts;
pub mod erasure;
pub mod feedback;
pub mod form_returns;
pub mod formularies;
pub mod gillick_assessments;
pub mod invitations;
pub mod lesson_tries;
pub mod local_pages;
pub mod locks;
pub mod memberships;
pub mod organisations;
pub mod outbox;
pub mod parents;
pub mod passkeys;
pub mod patients;
pub mod plan_comments;
pub mod plan_follow_ups;
pub mod plan_reviews;
pub mod plan_versions;
pub mod presence;
pub mod progress;
pub mod push_subscriptions;
pub mod reminders;
pub mod repeats;
pub mod rule_uses;
pub mod screenings;
pub mod sessions;
pub mod settings;
pub mod shares;
pub mod sign_efforts;
pub mod staff;
pub mod sync;
pub mod technique_marks;
pub mod templates;
pub mod testing;
pub mod told_numbers;
pub mod visit_questions;

mod address;
mod constraints;
#[expect(unreachable_pub, reason = "SeaORM's macros need public models; other crates use the functions beside them")]
mod entities;
mod error;
mod folding;
mod map;
mod migration;
mod neighbours;
mod open;
mod replica;
mod store;
mod writer;

pub use address::DatabaseUrl;
pub use error::{Fault, StoreError};
pub use folding::fold_name;
pub use open::OpenError;
pub use sea_orm::{ConnectionTrait, DatabaseTransaction as Write};
pub use store::{ReadTx, Store};
