//! Files that operators bring in: organisations of the ODS, and a practice's asthma register.

mod organisations;
mod report;
mod roster;
mod table;

pub use organisations::{ImportOptions, import_organisations};
pub use report::{ImportError, ImportReport, RowProblem};
pub use roster::{RosterOptions, import_roster};
pub(crate) use table::{Next, Table};
