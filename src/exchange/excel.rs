//! Excel's own files: their sheets, cell by cell, through the library that knows them.

use std::{
    cell::Cell,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::{
    grid::{Grid, Room, Row, Tall, Value},
    source::Heard,
    table::NotATable,
    value,
};

/// How many minutes a day has.
const MINUTES: f64 = 1_440.0;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is with a library that a file may have been made to break: that it does is foreseen, and no fault of the
/// program.
pub fn is_reading_what_may_break() -> bool {
    READING.get()
}

/// The sheets of a file whose parts were counted.
pub(super) fn grids(bytes: &[u8], heard: &mut Heard<'_>) -> Result<Vec<Grid>, NotATable> {
    READING.set(true);
    // A file that was made to break the library is damaged, like any other.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, heard)));
    READING.set(false);
    read.unwrap_or(Err(NotATable::Damaged))
}

fn read(bytes: &[u8], heard: &mut Heard<'_>) -> Result<Vec<Grid>, NotATable> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|why| not_a_book(&why))?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut room = Room::whole();
    names.into_iter().map(|name| grid(&mut book, name, &mut room, heard)).collect()
}

fn grid(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    room: &mut Room,
    heard: &mut Heard<'_>,
) -> Result<Grid, NotATable> {
    let mut cells = book.worksheet_cells_reader(&name).map_err(|why| not_a_book(&why))?;
    let mut grid = Grid { name, ..Grid::default() };
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell().map_err(|why| not_a_book(&why))? {
        let (at, column) = cell.get_position();
        let number = at as usize + 1;
        if number != row.number {
            // Cells stand in order; where they do not, the file was not written by a spreadsheet.
            if number < row.number {
                return Err(NotATable::Damaged);
            }
            if !heard(row.number) {
                return Err(NotATable::Stopped);
            }
            grid.push(std::mem::take(&mut row))?;
            row.number = number;
        }
        if (column as usize) < row.cells.len() {
            return Err(NotATable::Damaged);
        }
        if let Some(value) = said(cell.get_value()) {
            room.put(&mut row, column as usize, &value)?;
        }
    }
    grid.push(row)?;
    drop(cells);
    let merged = book.merge_cells_by_sheet_name(&grid.name).map_err(|why| not_a_book(&why))?;
    let tall = merged.iter().filter(|area| area.end.0 > area.start.0).map(|area| {
        let [first, last] = [area.start.0, area.end.0].map(|row| row as usize + 1);
        Tall { column: area.start.1 as usize, first, last }
    });
    grid.tall = tall.collect();
    Ok(grid)
}

fn said(cell: &DataRef<'_>) -> Option<Value> {
    Some(match cell {
        DataRef::Empty => return None,
        DataRef::Int(number) => Value::Text(number.to_string()),
        DataRef::Float(number) => value::number(*number),
        DataRef::String(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(truth) => value::truth(*truth),
        DataRef::DateTime(moment) => moment_said(*moment),
        DataRef::DateTimeIso(text) => value::iso_day(text),
        DataRef::DurationIso(text) => value::iso_duration(text),
        DataRef::Error(error) => Value::Text(error.to_string()),
    })
}

/// A serial number of a day, of a time of day, or of both.
fn moment_said(moment: ExcelDateTime) -> Value {
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        return value::duration((serial * MINUTES).round().max(0.0) as i64);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    date.map_or_else(|| value::number(serial), |date| value::day(date, (hour.into(), minute.into())))
}

const fn not_a_book(why: &XlsxError) -> NotATable {
    if matches!(why, XlsxError::Password) { NotATable::Locked } else { NotATable::Damaged }
}
