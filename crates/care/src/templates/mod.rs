//! The templates of an ICB: proposed, approved by the clinical safety officer, withdrawn. Plans signed before never
//! change.

mod approve;
mod propose;
mod read;

pub use approve::{approve_template, withdraw_template};
pub use propose::{ProposeAnswer, propose_template};
pub use read::templates;
