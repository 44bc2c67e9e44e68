//! Lists: one table of columns for each, which feeds the screen, the sorting and the export.
//!
//! Knows the records, the file and the questions; knows no screen and no keys.

mod column;
mod due;
mod erased;
mod meetings;
mod outcomes;
mod participants;
mod programme;
mod query;
mod today;
mod workers;

pub use column::{Cell, Column, ColumnInfo, Width};
pub(crate) use due::{Names as DueNames, answered_by, source as due_source, what as due_title, why as due_why};
pub use erased::AnyList;
pub(crate) use outcomes::{
    aim as figure_target, is_limit, pace_said, parts as figure_parts, percent as figure_percent, value as figure_value,
};
pub(crate) use programme::{Line as DefinitionLine, definition as definition_lines, lines_about, retention_lines};
pub use query::{Page, Query, Row, Target};

/// All lists, in the order of the tabs.
pub static LISTS: &[&dyn AnyList] =
    &[&today::LIST, &participants::LIST, &workers::LIST, &meetings::LIST, &outcomes::LIST, &programme::LIST];

/// The list with this name.
pub fn list(name: &str) -> Option<&'static dyn AnyList> {
    LISTS.iter().copied().find(|list| list.name() == name)
}
