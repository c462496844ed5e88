//! The asthma action plan: what it holds, which rules it must pass, how it is signed and what the patient reads.

pub mod after;
pub mod changes;
pub mod content;
pub mod emergency;
pub mod field;
pub mod file;
pub mod form;
pub mod formulary;
pub mod gp_record;
pub mod medicine;
pub mod predicted;
pub mod reading_age;
pub mod reason;
pub mod regimen;
pub mod review;
pub mod rules;
pub mod second;
pub mod source;
pub mod stage;
pub mod template;
pub mod text_changes;
pub mod views;
pub mod words;
pub mod zones;

pub use content::{Contacts, PeakFlowSection, PlanContent, RescueSteroids};
pub use field::Field;
pub use form::PlanForm;
pub use medicine::MedicineLine;
pub use regimen::Regimen;
pub use rules::{PlanFacts, Problem, Severity};
pub use stage::{Approver, Draft, InReview, PlanStatus, Signature, SignedPlan};
pub use template::{Template, TemplateId};
pub use zones::{Thresholds, Zone};
