//! The formularies of an ICB: brought in from a file, read, compared, brought into force and taken out of it.

mod activate;
pub(crate) mod import;
mod read;

pub use activate::{activate_formulary, end_formulary};
pub use import::{FormularyImport, import_formulary};
pub use read::{formularies, formulary};
