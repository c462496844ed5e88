//! What every staff page has around it: the header with where one may go, who is logged in, and the way out.

mod api;
pub mod page;

pub use page::{Elsewhere, IcbLayout, NotFound, PracticeLayout};
