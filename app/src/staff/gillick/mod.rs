//! Assessing Gillick competence: five questions, notes, an outcome. A plain page.

mod api;
mod page;

pub use page::GillickPage;
