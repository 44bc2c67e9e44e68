//! Tugi: a register for municipal support-person and case-management programmes, over one SQLite file.
//!
//! The modules, from the ground up; each knows only those above it in this list:
//!
//! - [`domain`]: the rules, pure
//! - [`definitions`]: the programmes' definitions as texts
//! - [`i18n`]: the languages, their words and habits
//! - [`store`]: the file, and all SQL
//! - [`failures`]: the sentences for what goes wrong with the file
//! - [`demo`]: the training registers
//! - [`env`](mod@env): the day, the language, the user and the programme of a session
//! - [`charts`]: what is drawn, always with its numbers
//! - [`forms`]: what people enter: fields, their rules, the changes they make
//! - [`lists`]: what people look through: columns, rows, what each row opens
//! - [`cards`]: what opens behind a row: facts and everything that hangs on them
//! - [`report`]: what is handed in and printed, and everybody behind each figure
//! - [`clock`], [`config`]: the day, and what a session is told from outside
//! - [`session`], [`setup`]: an open register with its surroundings, and a new one
//! - [`exchange`]: lists out into sheets, sheets in through the fields of the forms
//! - [`ui`]: the screen, as data
//! - [`term`]: the terminal: what it can show, what was typed, and giving it back
//! - [`app`]: the running program: events in, effects done, the screen drawn
//! - [`cli`]: the command line

pub mod app;
pub mod cards;
pub mod charts;
pub mod cli;
pub mod clock;
pub mod config;
pub mod definitions;
pub mod demo;
pub mod domain;
pub mod env;
pub mod exchange;
pub mod failures;
pub mod forms;
pub mod i18n;
pub mod lists;
pub mod report;
pub mod session;
pub mod setup;
pub mod store;
pub mod term;
pub mod ui;
