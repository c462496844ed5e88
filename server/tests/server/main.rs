//! The server as browsers and operators meet it. One program, so that it is linked once.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod access_matrix;
mod api;
mod cli;
mod csrf;
mod failure;
mod headers;
mod languages;
mod limits;
mod live;
mod no_js;
mod phone;
mod prints;
mod shares;
mod shutdown;
mod signing;
mod support;
mod sync;
mod two_nodes;
