//! Exchange: lists and reports out into files, sheets in through the same fields and rules as the forms.
//!
//! Knows the forms, the lists, the reports and the file; knows no terminal and no command line.

mod alike;
pub mod calendar;
mod cells;
mod changes;
mod columns;
mod cues;
mod dates;
mod excel;
mod export;
mod foreign;
mod formula;
mod grid;
mod guide;
mod heading;
mod import;
mod intake;
pub mod joint;
mod layout;
mod limits;
mod microdata;
mod names;
mod opendocument;
mod packed;
mod paper;
mod refused;
mod remedy;
mod roll;
mod source;
mod table;
mod taking;
mod text;
mod told;
mod trouble;
mod value;
pub mod whole;
mod workbook;

pub use cells::Apart;
pub use changes::Changes;
pub use columns::{SheetColumn, SheetColumns, columns};
pub use dates::DateForm;
pub use excel::is_reading_what_may_break;
pub use export::{Sheet, list};
pub use foreign::is_text;
pub use guide::{NewGuide, new_guide};
pub use import::{Difference, GoesOn, Import, LARGEST, NoImport, Reached, Reading, What, import, import_while};
pub use names::NameOrder;
pub use paper::{Form, Known, for_program, json, with_numbers, write};
pub use refused::Refused;
pub use roll::Roll;
pub use source::Source;
pub use text::Encoding;
pub use told::{assumptions, counts, difference, reached, told};
pub use trouble::RowTrouble;
