//! Air quality and pollen near the patient: a plain page.

mod api;
mod page;

pub(super) use page::AirPage;
