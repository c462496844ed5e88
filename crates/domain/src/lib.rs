//! Facts and clinical rules of the Digital Health Passport.
//!
//! Nothing here waits, reads a clock or touches a disk: the browser and the server run the very same functions,
//! so what a nurse sees while typing and what a patient reads offline is what the server enforces.

#![warn(missing_docs)]

pub mod access;
pub mod air;
pub mod api_token;
pub mod attack_review;
pub mod board;
pub mod campaign;
pub mod certificate;
pub mod closing;
pub mod condition;
pub mod consent;
pub mod control;
pub mod diary;
pub mod dose;
pub mod drawing;
pub mod effort;
pub mod event;
pub mod feedback;
pub mod figures;
pub mod gillick;
pub mod hacks;
pub mod heard;
pub mod ids;
pub mod inactivity;
pub mod invitation;
pub mod learn;
pub mod local_page;
pub mod log_ins;
pub mod metrics;
pub mod nhs_number;
pub mod ods_code;
pub mod organisation;
pub mod own_data;
pub mod parents;
pub mod patient;
pub mod person;
pub mod plan;
pub mod reminder;
pub mod repeat;
pub mod roster;
pub mod screening;
pub mod seen;
pub mod share;
pub mod spc;
pub mod suppress;
pub mod technique;
pub mod time;
pub mod visit;
pub mod working_days;
pub mod worklist;

pub use access::{Relationship, Role};
pub use condition::Condition;
pub use event::{EventKind, Topic};
pub use ids::{
    AccountId, ApiTokenId, CampaignId, CertificateId, CommentId, DeviceId, DraftId, EntryId, EventId, Ids,
    InvitationId, LocalPageId, PatientId, PlanVersionId, RepeatId, RepeatItemId, ReviewId, ShareId, StaffId,
    SubscriptionId,
};
pub use nhs_number::NhsNumber;
pub use ods_code::OdsCode;
pub use organisation::{Organisation, OrganisationKind};
pub use person::{DateOfBirth, PersonName, Sex};
pub use time::Clock;

/// A message that belongs beside one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FieldProblem {
    /// Name of the form field, which is also the id of its element.
    pub field: String,
    /// What is wrong and how to put it right, in a sentence.
    pub message: String,
}

impl FieldProblem {
    /// A problem with `field`.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}
