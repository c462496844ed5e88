//! Inviting a patient: a picture for their phone's camera, a link and a short code, shown once.

pub(super) mod api;
pub mod page;
mod sheet;

pub(crate) use api::QrPicture;
#[cfg(feature = "ssr")]
pub(super) use api::keep_invitation;
pub(super) use api::{Invite, ShownInvitation};
pub(crate) use sheet::picture;
pub(super) use sheet::sheet;
#[cfg(feature = "ssr")]
pub(crate) use sheet::ssr::qr;

pub use page::InvitationPage;
