//! A sheet as its file has it: rows of cells under the numbers that a spreadsheet shows, and how many of them are read at most.

use csv::StringRecord;

use super::{
    limits::{LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS},
    table::NotATable,
};

/// The most text that the cells of a spreadsheet may hold together, in bytes.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// One sheet of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    /// As its tab says; empty for a text, which has only one.
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
    /// Its cells that go down over several rows.
    pub(super) tall: Vec<Tall>,
}

/// A cell that was merged with those under it; all it says stands in its first row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tall {
    pub(super) column: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// One row that is not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// As a spreadsheet shows it: the first row of the sheet is 1, and a row with line breaks in its cells is one row.
    pub(super) number: usize,
    pub(super) cells: StringRecord,
    /// The places of the cells that the spreadsheet itself keeps as days, written year first.
    pub(super) days: Vec<u16>,
}

impl Grid {
    /// Adds a row, unless nothing stands in it; says where there are more than are read.
    pub(super) fn push(&mut self, row: Row) -> Result<(), NotATable> {
        if row.cells.is_empty() {
            return Ok(());
        }
        // The heading is one more.
        if self.rows.len() > MOST_ROWS {
            return Err(NotATable::TooManyRows);
        }
        // A copy does not keep the room that the row grew in.
        self.rows.push(Row { cells: row.cells.iter().collect(), ..row });
        Ok(())
    }
}

impl Row {
    /// What stands in a column.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// Whether the spreadsheet itself keeps the cell as a day.
    pub(super) fn is_day(&self, column: usize) -> bool {
        self.days.iter().any(|day| usize::from(*day) == column)
    }

    /// Puts something into a column, whether or not it is one of those that the row has.
    pub(super) fn put(&mut self, column: usize, text: &str, is_day: bool) {
        let columns = self.cells.len().max(column + 1);
        self.cells = (0..columns).map(|place| if place == column { text } else { self.cell(place) }).collect();
        if is_day {
            self.days.push(column as u16);
        }
    }

    /// The cells with something in them.
    pub(super) fn filled(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(str::trim).filter(|cell| !cell.is_empty())
    }
}

/// What a cell of a spreadsheet holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// A day, written year first.
    Day(String),
}

/// How much of a file is left to read; all its sheets share it.
#[derive(Debug)]
pub(super) struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    /// All of it.
    pub(super) const fn whole() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
    }

    /// Adds a cell to a row, blank ones before it where some are missing; says where there is more than is read.
    pub(super) fn put(&mut self, row: &mut Row, column: usize, value: &Value) -> Result<(), NotATable> {
        let (Value::Text(text) | Value::Day(text)) = value;
        if text.trim().is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(NotATable::TooManyColumns(row.number, column + 1));
        }
        if text.len() > LONGEST_CELL {
            return Err(NotATable::CellTooLong(row.number, column + 1));
        }
        let new = (column + 1).saturating_sub(row.cells.len());
        self.cells = self.cells.checked_sub(new).ok_or(NotATable::TooManyCells)?;
        self.text = self.text.checked_sub(text.len()).ok_or(NotATable::UnpacksTooLarge)?;
        for _ in 1..new {
            row.cells.push_field("");
        }
        row.cells.push_field(text);
        if matches!(value, Value::Day(_)) {
            row.days.push(column as u16);
        }
        Ok(())
    }

    /// Takes room for a cell that is put into a row of so many columns anew.
    pub(super) fn spread(&mut self, columns: usize, text: usize) -> Result<(), NotATable> {
        self.cells = self.cells.checked_sub(columns).ok_or(NotATable::TooManyCells)?;
        self.text = self.text.checked_sub(text).ok_or(NotATable::UnpacksTooLarge)?;
        Ok(())
    }

    /// Takes room for another copy of a row.
    pub(super) fn repeat(&mut self, row: &Row) -> Result<(), NotATable> {
        self.spread(row.cells.len(), row.cells.as_slice().len())
    }
}
