//! How much the file endures: copies, kills, power cuts, faults, several people, hostile sheets. Each test prints its figures.
//!
//! `cargo test` runs a quick share of each; `TUGI_FULL=1 cargo test --release --test endurance -- --nocapture --test-threads=1`
//! runs all of it, in about half an hour.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod backups;
mod chance;
mod copies;
mod damage;
#[cfg(unix)]
mod desk;
mod erased;
#[cfg(unix)]
mod faults;
#[cfg(unix)]
mod forms;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
#[allow(dead_code, reason = "a tool box of the other tests: not every tool is in use here")]
#[path = "../tugi/keys.rs"]
mod keys;
mod kills;
mod office;
mod opening;
#[cfg(target_os = "linux")]
mod power;
#[cfg(unix)]
#[allow(dead_code, reason = "a tool box of the other tests: not every tool is in use here")]
#[path = "../tugi/pty.rs"]
mod pty;
#[cfg(unix)]
mod restored;
mod rows;
mod scale;
mod together;
#[cfg(unix)]
mod users;
mod work;
