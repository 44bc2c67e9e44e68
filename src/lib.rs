//! Tugi: a register for municipal support-person and case-management programmes, over one SQLite file.
//!
//! The modules, from the ground up; each knows only those above it in this list:
//!
//! - [`domain`]: the rules, pure
//! - [`definitions`]: the programmes' definitions as texts
//! - [`i18n`]: the languages, their words and habits
//! - [`store`]: the file, and all SQL
//! - [`demo`]: the training register
//! - [`env`]: the day, the language, the user and the programme of a session
//! - [`forms`]: what people enter: fields, their rules, the changes they make
//! - [`lists`]: what people look through: columns, rows, what each row opens
//! - [`cards`]: what opens behind a row: facts and everything that hangs on them
//! - [`report`]: what is handed in and printed, and everybody behind each figure
//! - [`ui`]: the screen, as data
//! - [`term`]: the terminal: what it can show, what was typed, and giving it back

pub mod cards;
pub mod definitions;
pub mod demo;
pub mod domain;
pub mod env;
pub mod forms;
pub mod i18n;
pub mod lists;
pub mod report;
pub mod store;
pub mod term;
pub mod ui;
