//! Inviting a patient: a picture for their phone's camera, a link and a short code, shown once.

pub(super) mod api;
pub mod page;
mod sheet;

pub(super) use api::{Invite, QrPicture, ShownInvitation};
#[cfg(feature = "ssr")]
pub(super) use sheet::ssr::qr;
pub(super) use sheet::{picture, sheet};

pub use page::InvitationPage;
