//! Tugi: a register for municipal support-person and case-management programmes, over one SQLite file.
//!
//! The modules, from the ground up; each knows only those above it in this list:
//!
//! - [`domain`]: the rules, pure
//! - [`definitions`]: the programmes' definitions as texts
//! - [`i18n`]: the languages, their words and habits
//! - [`store`]: the file, and all SQL
//! - [`demo`]: the training register
//! - [`ui`]: the screen, as data
//! - [`term`]: the terminal: what it can show, what was typed, and giving it back

pub mod definitions;
pub mod demo;
pub mod domain;
pub mod i18n;
pub mod store;
pub mod term;
pub mod ui;
