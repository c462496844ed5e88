//! Joining with an invitation: the code, the date of birth, what is collected, and yes.

mod agree;
mod api;
mod code;
mod look;

pub use agree::AgreePage;
pub use code::CodePage;
pub use look::LookPage;
