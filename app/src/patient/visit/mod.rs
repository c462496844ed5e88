//! Questions before a visit: a plain form for the patient or a parent, without a bundle.

mod api;
mod page;
mod questions;

pub(crate) use api::SendQuestions;
pub use page::VisitPage;
