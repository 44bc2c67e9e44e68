//! Exchange: lists and reports out into files, sheets in through the same fields and rules as the forms.
//!
//! Knows the forms, the lists, the reports and the file; knows no terminal and no command line.

pub mod calendar;
mod cells;
mod dates;
mod export;
mod foreign;
mod formula;
mod heading;
mod import;
mod intake;
pub mod joint;
mod limits;
mod paper;
mod roll;
mod table;
mod text;
mod trouble;
pub mod whole;
mod workbook;

pub use dates::DateForm;
pub use export::{Sheet, list};
pub use import::{Import, LARGEST, NoImport, Reading, What, import};
pub use paper::{Dated, Form, write};
pub use roll::Roll;
pub use text::Encoding;
pub use trouble::RowTrouble;
