//! Exchange: lists out into sheets, sheets in through the same fields and rules as the forms.
//!
//! Knows the forms, the lists and the file; knows no terminal and no command line.

mod export;
mod formula;
mod roll;

pub use export::{Sheet, list};
pub use roll::Roll;
