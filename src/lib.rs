//! Tugi: a register for municipal support-person and case-management programmes, over one SQLite file.
//!
//! The modules, from the ground up; each knows only those above it in this list:
//!
//! - [`domain`]: the rules, pure
//! - [`i18n`]: words, plurals, the order of letters, dates as people read them
//! - [`ui`]: the screen, as data
//! - [`term`]: the terminal, its keys and its signals

pub mod domain;
pub mod i18n;
pub mod term;
pub mod ui;
