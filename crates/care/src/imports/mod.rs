//! Files that operators bring in: organisations of the ODS, a practice's asthma register, and an outside event log.

mod events;
mod organisations;
mod report;
mod roster;
mod table;

pub use events::import_events;
pub use organisations::{ImportOptions, import_organisations};
pub use report::{ImportError, ImportReport, RowProblem};
pub use roster::{RosterOptions, import_roster};
pub(crate) use table::{Next, Table};
