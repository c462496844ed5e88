//! Keys with which an ICB's own tools read its figures: a plain page.

mod api;
mod page;

pub use page::TokensPage;
