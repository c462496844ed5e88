//! What an ICB answers for: the rules every plan must pass, its templates, its formulary.

pub(super) mod api;
pub mod conditions;
pub mod formulary;
pub mod rules;
pub mod templates;

pub use conditions::{ConditionEditPage, ConditionsPage};
pub use formulary::{FormulariesPage, FormularyPage};
pub use rules::RulesPage;
pub use templates::{TemplateEditPage, TemplatesPage};
