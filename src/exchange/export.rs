//! A list as a sheet: the columns of the list, as a spreadsheet opens them and as a program reads them.

use chrono::NaiveDate;
use csv::Terminator;
use serde_json::{Map, Value};

use super::{
    formula::marked,
    paper::Form,
    workbook::{Grid, Value as Held, workbook},
};
use crate::{
    domain::harmless,
    env::Env,
    i18n::Lang,
    lists::{self, Cell, ColumnInfo, Query},
    store::{Error, Result, Store},
};

/// The view of a list that leaves nobody out, where that is not the first.
const WHOLE: &[(&str, usize)] = &[("workers", 1)];
/// A column that draws what another says in figures.
const DRAWN: &str = "bar";

/// What an exported list consists of.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The columns, with what stands over each.
    pub columns: Vec<(String, String)>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The whole list of this name, with the columns that the screen has no room for.
pub fn list(store: &Store, name: &str, env: &Env) -> Result<Sheet> {
    let list = lists::list(name).ok_or_else(|| Error::Refused(format!("no list {name}")))?;
    let view = WHOLE.iter().find(|(known, _)| *known == name).map_or(0, |(_, view)| *view);
    let page = list.page(store, &Query { view, ..Query::default() }, env)?;
    let columns = list.columns();
    let kept: Vec<usize> = (0..columns.len()).filter(|place| columns[*place].name != DRAWN).collect();
    let heading = |column: &ColumnInfo| (column.name.to_owned(), (column.label)(env.words).to_owned());
    let rows = page.rows.into_iter().filter(|row| !row.is_heading());
    let cells = |row: lists::Row| kept.iter().filter_map(|place| row.cells.get(*place).cloned()).collect();
    Ok(Sheet { columns: kept.iter().map(|place| heading(&columns[*place])).collect(), rows: rows.map(cells).collect() })
}

impl Sheet {
    /// As a spreadsheet of the language's country opens it with a double click: semicolons, UTF-8 with its mark.
    pub fn csv(&self, lang: Lang) -> String {
        let headings: Vec<String> = self.columns.iter().map(|(_, heading)| as_text(heading)).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| shown(cell, lang)).collect());
        in_semicolons(std::iter::once(headings).chain(rows))
    }

    /// The bytes of the list in a form for lists; as text it is a sheet.
    pub fn write(&self, form: Form, title: &str, day: NaiveDate, lang: Lang) -> Result<Vec<u8>> {
        match form {
            Form::Workbook => self.workbook(title, day, lang),
            Form::Json => {
                let text = serde_json::to_string_pretty(&self.json());
                Ok(text.map_err(|error| Error::Damaged(error.to_string()))?.into_bytes())
            }
            Form::Csv | Form::Text | Form::Page => Ok(self.csv(lang).into_bytes()),
        }
    }

    /// As a workbook with one sheet: numbers are numbers, days are days.
    pub fn workbook(&self, title: &str, day: NaiveDate, lang: Lang) -> Result<Vec<u8>> {
        let held = |cell: &Cell| match cell {
            Cell::Text(text) => Held::Text(text.clone()),
            Cell::Number(number) => Held::Number(*number as f64),
            Cell::Day(day) => day.map_or_else(|| Held::Text(String::new()), Held::Day),
        };
        let headings = self.columns.iter().map(|(_, heading)| heading.clone()).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(held).collect()).collect();
        workbook(title, day, &[Grid { name: title.to_owned(), of: String::new(), headings, rows }], lang)
    }

    /// As a program reads it: one object a row, under names that do not change.
    pub fn json(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let fields = self.columns.iter().zip(row).map(|((name, _), cell)| (name.clone(), plain(cell)));
            Value::Object(fields.collect::<Map<_, _>>())
        };
        Value::Array(self.rows.iter().map(object).collect())
    }
}

/// Rows of texts as a sheet, none of them taken for more than text.
pub(super) fn written(rows: impl Iterator<Item = Vec<String>>) -> String {
    in_semicolons(rows.map(|row| row.iter().map(|cell| as_text(cell)).collect()))
}

fn in_semicolons(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing into memory cannot fail, and all rows are of one length.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn shown(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Text(text) => as_text(text),
        // A spreadsheet groups digits itself.
        Cell::Number(number) => number.to_string(),
        Cell::Day(_) => cell.show(lang),
    }
}

/// A text that neither a spreadsheet nor a terminal takes for more.
pub(super) fn as_text(text: &str) -> String {
    marked(&harmless(text))
}

fn plain(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => text.clone().into(),
        Cell::Day(day) => day.map_or(Value::Null, |day| day.to_string().into()),
        Cell::Number(number) => (*number).into(),
    }
}
