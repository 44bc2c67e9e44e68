//! Tests of the whole program; one binary, so that it links once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod demo;
mod store;
