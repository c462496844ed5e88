//! Inviting a patient: a picture for their phone's camera, a link and a short code, shown once.

pub(super) mod api;
pub mod page;
mod sheet;

pub use page::InvitationPage;
