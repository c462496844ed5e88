//! What people do with the Digital Health Passport: one verb, one file.
//!
//! Every function takes an access value that says who asks and for what (see [`access`]) and [`Services`]. Whatever
//! reads or changes somebody's data leaves a row in the audit, in the same transaction.

#![warn(missing_docs)]

pub mod access;
pub mod air;
pub mod api_tokens;
pub mod attack_reviews;
pub mod audit;
pub mod boards;
mod bulk;
pub mod campaigns;
pub mod certificates;
pub mod closing;
pub mod conditions;
pub mod consents;
pub mod demo;
pub mod diary;
pub mod doses;
mod error;
pub mod events;
pub mod feed;
pub mod feedback;
pub mod form_returns;
pub mod formularies;
pub mod health;
pub mod imports;
pub mod inactivity;
pub mod invitations;
pub mod learning;
pub mod local_pages;
pub mod log_ins;
pub mod medicines;
pub mod own_data;
pub mod parents;
pub mod passkeys;
pub mod patients;
pub mod people;
pub mod plans;
pub mod reminders;
pub mod repeats;
pub mod screening;
pub mod secrets;
pub mod seen;
mod services;
pub mod session;
pub mod shares;
pub mod simulate;
pub mod templates;
pub mod visits;
pub mod worklists;

pub use access::{BoardAccess, ClinicalAccess, IcbAccess, ManagerAccess, PatientAccess, PatientScope, StaffAccess};
pub use error::{CareError, Reference, Refused};
pub use feed::{Change, LiveFeed};
pub use secrets::Secrets;
pub use services::{Services, SessionLimits};
pub use session::{NewSession, Proof, SessionTokens};
