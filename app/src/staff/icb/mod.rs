//! The live board of an ICB, and the rules every plan must pass.

pub(super) mod api;
pub mod page;
pub mod rules;

pub use page::IcbPage;
pub use rules::RulesPage;
