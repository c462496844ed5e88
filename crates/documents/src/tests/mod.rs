#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

mod conditions;
mod own_data;
mod pages;
mod plans;
mod reading;
