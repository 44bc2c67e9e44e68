//! A table of participants as the funder takes it: the columns of the layout, in the layout's language.

use super::export::Sheet;
use crate::{
    domain::microdata::{Datum, LayoutColumn, Row},
    i18n::{Lang, Words, words},
    lists::Cell,
    report::ParticipantTable,
};

impl ParticipantTable {
    /// The rows for which nothing would be refused, as a sheet.
    pub fn sheet(&self) -> Sheet {
        let words = words(self.lang());
        let columns = &self.layout.columns;
        let heading = |column: &LayoutColumn| (column.id.clone(), column.name.get(&self.layout.language).to_owned());
        let cells =
            |row: &Row| row.cells.iter().zip(columns).map(|(datum, column)| cell(datum, column, words)).collect();
        Sheet { columns: columns.iter().map(heading).collect(), rows: self.data.complete().map(cells).collect() }
    }

    /// The language in which the funder reads the table.
    pub fn lang(&self) -> Lang {
        self.layout.language.parse().unwrap_or_default()
    }
}

fn cell(datum: &Datum, column: &LayoutColumn, words: &Words) -> Cell {
    match datum {
        Datum::Nothing => Cell::text(""),
        Datum::Text(text) => Cell::text(text),
        Datum::Number(number) => Cell::Number(*number),
        Datum::Day(day) => Cell::Day(Some(*day)),
        Datum::Coded { set, code } => {
            Cell::text(column.codes.get(*code).map_or_else(|| words.code_name(set, code), String::as_str))
        }
    }
}
