//! Tugi: a register for municipal support-person and case-management programmes, over one SQLite file.
//!
//! The modules, from the ground up; each knows only those above it in this list:
//!
//! - [`domain`]: the rules, pure
//! - [`ui`]: the screen, as data

pub mod domain;
pub mod ui;
