//! The tables as SeaORM sees them. Other crates use the functions of this crate, which speak in domain types.

pub mod account_people;
pub mod accounts;
pub mod active_days;
pub mod activity_events;
pub mod attempts;
pub mod audit;
pub mod certificates;
pub mod consents;
pub mod diary_entries;
pub mod draft_revisions;
pub mod drafts;
pub mod form_returns;
pub mod invitations;
pub mod memberships;
pub mod organisations;
pub mod outbox;
pub mod patients;
pub mod plan_comments;
pub mod plan_reviews;
pub mod plan_versions;
pub mod progress;
pub mod rollups;
pub mod rule_uses;
pub mod sessions;
pub mod settings;
pub mod staff;
