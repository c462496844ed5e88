//! Public recruitment links of a practice or an ICB: a plain page for both.

mod api;
mod page;

pub use page::{IcbRecruitmentPage, RecruitmentPage};
