//! Patients of a practice, as its nurses and GPs see them.

mod record;
mod search;

pub use record::patient_record;
pub use search::search_patients;
