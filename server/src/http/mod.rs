//! The product over HTTP.

pub mod accept;
mod api;
mod board_files;
mod caching;
mod cookies;
mod csrf;
pub mod failsafe;
mod files;
mod form_answers;
mod guard;
pub(crate) use guard::Asking;
mod headers;
mod health;
pub(crate) mod metrics;
mod pages;
mod phone;
mod plain_page;
mod prints;
mod request_log;
mod router;
mod sync;
mod unread;

pub use pages::page_routes;
pub use router::build;
