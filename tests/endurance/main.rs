//! How much the file endures: copies, kills, power cuts, faults, several people, hostile sheets. Each test prints its figures.
//!
//! `cargo test` runs a quick share of each; `TUGI_FULL=1 cargo test --release --test endurance -- --nocapture --test-threads=1`
//! runs all of it, in about half an hour.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod scale;
mod together;
