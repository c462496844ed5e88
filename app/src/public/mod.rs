//! Pages for everybody: what this is, logging in and out, and joining with an invitation.

pub mod demo;
pub mod home;
pub mod join;
pub mod log_in;
pub mod log_out;
mod masthead;
