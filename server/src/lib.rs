//! The Digital Health Passport as a program: settings, HTTP, live changes and commands. What it does for people is in
//! `care` and `app`; this crate only brings requests to it.

#![recursion_limit = "512"]
#![warn(missing_docs)]

pub mod cli;
pub mod commands;
pub mod config;
pub mod http;
mod live;
mod logging;

pub use crate::http::build;
