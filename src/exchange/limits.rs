//! How much of a sheet is read at most: found out by walking over the text once and keeping nothing of it.

use super::table::NotATable;

/// The most columns that a row may have.
pub(super) const MOST_COLUMNS: usize = 500;
/// The most rows that a sheet may have: many times what a programme has people or meetings. What is to be saved of them is kept
/// in memory until then, packed.
pub(super) const MOST_ROWS: usize = 100_000;
/// The most cells that a sheet may have, empty ones included.
pub(super) const MOST_CELLS: usize = 2_000_000;
/// The longest text of one cell, in bytes.
pub(super) const LONGEST_CELL: usize = 1024 * 1024;

/// Refuses a text that is more than is read, or that ends inside quotation marks; `before` rows stood before it.
///
/// It has to agree with the reader of the rows about where a cell and a row end.
pub(super) fn check(text: &str, delimiter: u8, before: usize) -> Result<(), NotATable> {
    let mut walk = Walk { row: before + 1, column: 1, at_start: true, is_blank: true, ..Walk::default() };
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        // Two quotation marks inside of others are one that is meant.
        if !(walk.quoted && byte == b'"' && bytes.next_if_eq(&b'"').is_some()) {
            walk.step(byte, delimiter);
        }
    }
    // A cell that swallows the rest of the sheet is too long for this reason only.
    if walk.quoted { Err(NotATable::Unclosed(walk.opened)) } else { walk.excess.map_or(Ok(()), Err) }
}

/// Where the walk stands.
#[derive(Default)]
struct Walk {
    row: usize,
    column: usize,
    length: usize,
    quoted: bool,
    /// The row in which the last quotation mark opened.
    opened: usize,
    /// Nothing of the cell was read yet.
    at_start: bool,
    /// Nothing in the row was read yet but blanks.
    is_blank: bool,
    cells: usize,
    /// The first thing that is more than is read.
    excess: Option<NotATable>,
}

impl Walk {
    fn step(&mut self, byte: u8, delimiter: u8) {
        let at_start = std::mem::take(&mut self.at_start);
        match byte {
            b'"' if self.quoted => self.quoted = false,
            b'"' if at_start => (self.quoted, self.opened) = (true, self.row),
            b'\n' if !self.quoted => self.end_row(),
            _ if byte == delimiter && !self.quoted => {
                self.column += 1;
                (self.length, self.at_start) = (0, true);
            }
            _ => {
                self.length += 1;
                self.is_blank &= byte.is_ascii_whitespace();
                if self.length > LONGEST_CELL {
                    self.excess.get_or_insert(NotATable::CellTooLong(self.row, self.column));
                }
            }
        }
    }

    fn end_row(&mut self) {
        if self.column > MOST_COLUMNS {
            self.excess.get_or_insert(NotATable::TooManyColumns(self.row, self.column));
        }
        // Spreadsheets write thousands of blank rows after the last.
        self.cells += if self.is_blank { 0 } else { self.column };
        if self.cells > MOST_CELLS {
            self.excess.get_or_insert(NotATable::TooManyCells);
        }
        self.row += 1;
        (self.column, self.length, self.at_start, self.is_blank) = (1, 0, true, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn checked(text: &str) -> Result<(), NotATable> {
        check(text, b';', 0)
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named_with_its_row() {
        assert_eq!(checked("a;b\n\"1\n2\";3\n4;\"5\n6;7\n"), Err(NotATable::Unclosed(3)));
        assert_eq!(checked("a;\"say \"\"so\"\"\"\n2;5\" pipe\n3;\"\"\";\"\n"), Ok(()));
        let swallowed = format!("a;b\n1;\"{}\n", "x;y\n".repeat(LONGEST_CELL / 3));
        assert_eq!(checked(&swallowed), Err(NotATable::Unclosed(2)));
    }

    #[test]
    fn a_row_with_too_many_columns_is_named() {
        assert_eq!(checked(&format!("a;b\n{}\n", ";".repeat(1_000_000))), Err(NotATable::TooManyColumns(2, 1_000_001)));
        assert_eq!(checked(&format!("{}\n", ";".repeat(MOST_COLUMNS - 1))), Ok(()));
    }

    #[test]
    fn a_cell_that_is_too_long_is_named_by_row_and_column() {
        let long = "x".repeat(LONGEST_CELL);
        assert_eq!(checked(&format!("a;b\n1;\"{long}\"\n")), Ok(()));
        assert_eq!(checked(&format!("a;b\n1;{long}x\n")), Err(NotATable::CellTooLong(2, 2)));
    }

    #[test]
    fn cells_are_counted_but_not_those_of_blank_rows() {
        let row = ";".repeat(399);
        assert_eq!(checked(&format!("{row}\n").repeat(6_000)), Ok(()));
        assert_eq!(checked(&format!("x{row}\n").repeat(6_000)), Err(NotATable::TooManyCells));
    }
    proptest! {
        #[test]
        fn what_a_program_wrote_is_closed(rows in prop::collection::vec(prop::collection::vec("[a;\"\n ]{0,5}", 1..4), 1..5)) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(checked(&text), Ok(()));
        }
    }
}
