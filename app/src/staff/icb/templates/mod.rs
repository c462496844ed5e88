//! The templates of an ICB: proposed, approved by the clinical safety officer, compared, withdrawn.

pub(super) mod api;
pub mod edit;
pub mod page;

pub use edit::TemplateEditPage;
pub use page::TemplatesPage;
