//! Exchange: lists out into sheets, sheets in through the same fields and rules as the forms.
//!
//! Knows the forms, the lists and the file; knows no terminal and no command line.

mod cells;
mod dates;
mod export;
mod foreign;
mod formula;
mod heading;
mod import;
mod intake;
mod limits;
mod roll;
mod table;
mod text;
mod trouble;
pub mod whole;

pub use dates::DateForm;
pub use export::{Sheet, list};
pub use import::{Import, LARGEST, NoImport, Reading, What, import};
pub use roll::Roll;
pub use text::Encoding;
pub use trouble::RowTrouble;
