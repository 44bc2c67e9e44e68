//! The rows that cannot be taken over, as a sheet that can be corrected and imported again.

use super::{export, layout::Table, trouble::RowTrouble};
use crate::{
    domain::clean,
    i18n::{Lang, Words, words},
};

/// Rows under their heading, each with what is wrong with it at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Refused {
    /// The rows of a sheet that something is wrong with; `written` says how a cell is written so that it can be read again.
    pub(super) fn of(
        table: &Table,
        troubles: &[RowTrouble],
        refused: &[usize],
        written: impl Fn(usize, usize) -> String,
        said: &Words,
    ) -> Self {
        let columns: Vec<usize> = (0..table.heading.len()).filter(|column| !is_own(&table.heading[*column])).collect();
        let mut heading: Vec<String> = columns.iter().map(|column| table.heading[*column].clone()).collect();
        heading.push(said.import.refused_column.clone());
        let row = |number: &usize| {
            let place = table.rows.binary_search_by_key(number, |row| row.number).ok()?;
            let mut cells: Vec<String> = columns.iter().map(|column| written(place, *column)).collect();
            let wrong = troubles.iter().filter(|trouble| trouble.row == *number);
            let wrong: Vec<String> = wrong.map(RowTrouble::beside_the_row).collect();
            cells.push(clean(&wrong.join(" ")));
            Some(cells)
        };
        Self { heading, rows: refused.iter().filter_map(row).collect() }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// As a spreadsheet opens it with a double click.
    pub fn csv(&self) -> String {
        export::written(std::iter::once(&self.heading).chain(&self.rows).cloned())
    }
}

/// Whether a column says what was wrong when the sheet was refused before.
pub(super) fn is_own(heading: &str) -> bool {
    Lang::ALL.iter().any(|lang| words(*lang).import.refused_column == heading.trim())
}
