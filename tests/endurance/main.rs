//! How much the file endures: copies, kills, power cuts, faults, several people, hostile sheets. Each test prints its figures.
//!
//! `cargo test` runs a quick share of each; `TUGI_FULL=1 cargo test --release --test endurance -- --nocapture --test-threads=1`
//! runs all of it, in about half an hour.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

#[cfg(unix)]
mod hostile;
#[cfg(unix)]
#[allow(dead_code, reason = "a tool box of the other tests: not every tool is in use here")]
#[path = "../tugi/keys.rs"]
mod keys;
#[cfg(unix)]
#[allow(dead_code, reason = "a tool box of the other tests: not every tool is in use here")]
#[path = "../tugi/pty.rs"]
mod pty;
mod scale;
mod together;
