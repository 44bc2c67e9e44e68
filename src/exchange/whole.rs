//! The whole register as text: a line a fact, the same bytes for the same facts, and a register made of such a text again.
//!
//! The text does not follow the order in which things were entered, nor the change log, nor the numbers that records have in
//! the file. Knows the kinds of records and their links, and no field of any: what is added to a record is written as well.

mod making;
mod naming;
mod reading;
mod writing;

pub use making::{bad_lines, make};
pub use reading::{BadLine, NotRead, Wrong, read};
pub use writing::text;

/// What every such text begins with: the name of the form and its number.
const FIRST_LINE: &str = "tugi register 1";
/// What it ends with, so that a text that was cut off is not taken for a whole one.
const LAST_LINE: &str = "end";
/// The field that holds the number of a record where that is itself a fact.
const NUMBER: &str = "id";
/// Stands between a field and its value.
const IS: &str = "=";
/// Stands between a field and each line of a text that has several.
const SAYS: &str = "|";
/// Stands between a field and the name of the record that it points at.
const POINTS_AT: &str = ">";
