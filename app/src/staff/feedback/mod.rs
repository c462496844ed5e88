//! What people think of the app, for their ICB: a plain page of figures.

mod api;
mod page;

pub use page::FeedbackPage;
