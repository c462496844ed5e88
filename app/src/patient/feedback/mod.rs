//! Two questions about the app, at a quiet moment: a plain page, and the card that leads to it.

mod api;
mod page;

pub(super) use api::my_feedback;
pub(super) use page::{FeedbackPage, card};
