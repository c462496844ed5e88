//! The demonstration: an ICB that does not exist, with people who do not exist, to log in as and to click through.

mod heard;
mod load;
mod named;
mod organisations;
mod people;

pub use load::{DemoLoad, load_demo};
pub(crate) use people::staff_id;
pub use people::{DemoLogIn, DemoPerson, demo_people, log_in_demo};
