//! The live boards of practices, PCNs and ICBs: few big numbers, work waiting, the way from invited to still using it; and
//! the plain pages around them that compare practices, groups and months, and count a figure again.

pub(super) mod api;
mod around;
mod compare;
mod figure;
mod groups;
pub mod page;
mod parts;
mod pulse;
mod range;
mod retention;
mod tables;

pub use compare::PracticesPage;
pub use figure::FigurePage;
pub use groups::GroupsPage;
pub use page::BoardPage;
pub use retention::RetentionPage;
