//! Checking in: four questions and a reading, and the zone at once.

mod answer;
mod api;
mod here;
mod page;

pub(super) use page::CheckInPage;
