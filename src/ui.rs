//! The screen as the Elm architecture has it: a model of plain data, messages, one pure update, one pure view, effects as data.
//!
//! Knows ratatui; knows no SQL, no files, no crossterm and no clock.

mod key;

pub use key::{Code, Input, Key};
