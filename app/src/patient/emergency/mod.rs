//! The emergency steps. They are there for everybody: logged in or not, with a plan or not, with the server well or not.

mod api;
mod page;

pub(super) use page::EmergencyPage;
#[cfg(feature = "ssr")]
pub(super) use page::of_plan;
