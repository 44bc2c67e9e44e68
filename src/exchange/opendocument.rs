//! Sheets of the open format, read row by row: calamine would keep all of them at once, repeat cells without limit, and never end
//! on one that was cut off.

use std::io::BufRead;

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};

use super::{
    grid::{Grid, Room, Row, Tall, Value},
    limits::{LONGEST_CELL, MOST_COLUMNS},
    packed::Packed,
    source::Heard,
    table::NotATable,
    value,
};

/// The part in which the sheets stand.
const CONTENT: &str = "content.xml";
/// The part that says whether the others are locked.
const MANIFEST: &str = "META-INF/manifest.xml";

/// The sheets of a file.
pub(super) fn grids(file: &mut Packed<'_>, heard: &mut Heard<'_>) -> Result<Vec<Grid>, NotATable> {
    if is_locked(Reader::from_reader(file.part(MANIFEST)?))? {
        return Err(NotATable::Locked);
    }
    Sheets::read(Reader::from_reader(file.part(CONTENT)?), heard)
}

/// Whether the parts are locked with a password.
fn is_locked(mut manifest: Reader<impl BufRead>) -> Result<bool, NotATable> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match manifest.read_event_into(&mut buffer).map_err(|_| NotATable::Damaged)? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// The sheets so far, and where in the file we are.
struct Sheets {
    grids: Vec<Grid>,
    room: Room,
    /// The sheet that is being read; none between sheets.
    is_open: bool,
    row: Row,
    row_repeats: usize,
    column: usize,
    cell: Option<Cell>,
    /// How deep we are in a remark on a cell, which is none of its text.
    remarks: usize,
}

/// The cell that is being read.
struct Cell {
    repeats: usize,
    /// What its attributes say; a text stands between its marks.
    value: Option<Value>,
    text: String,
    paragraphs: usize,
}

impl Sheets {
    fn read(mut reader: Reader<impl BufRead>, heard: &mut Heard<'_>) -> Result<Vec<Grid>, NotATable> {
        let mut sheets = Self {
            grids: Vec::new(),
            room: Room::whole(),
            is_open: false,
            row: Row::default(),
            row_repeats: 1,
            column: 0,
            cell: None,
            remarks: 0,
        };
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|_| NotATable::Damaged)? {
                Event::Start(start) => sheets.begin(&start),
                Event::Empty(start) => {
                    sheets.begin(&start);
                    sheets.end(start.name().as_ref())?;
                }
                Event::End(_) if !heard(sheets.row.number) => return Err(NotATable::Stopped),
                Event::End(end) => sheets.end(end.name().as_ref())?,
                Event::Text(text) => sheets.add(&text.xml10_content()),
                Event::CData(text) => sheets.add(&text.xml10_content()),
                Event::GeneralRef(entity) => sheets.add(&meant(&entity)?),
                // Half a file would look like a whole one.
                Event::Eof if sheets.is_open => return Err(NotATable::Damaged),
                Event::Eof => return Ok(sheets.grids),
                _ => {}
            }
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        match start.name().as_ref() {
            "table:table" if !self.is_open => {
                let name = attribute(start, "table:name").unwrap_or_default();
                self.grids.push(Grid { name, ..Grid::default() });
                (self.is_open, self.row) = (true, Row { number: 1, ..Row::default() });
            }
            "table:table-row" if self.is_open && self.cell.is_none() => {
                (self.row_repeats, self.column) = (repeats(start, "table:number-rows-repeated"), 0);
            }
            "table:table-cell" | "table:covered-table-cell" if self.is_open && self.cell.is_none() => {
                self.go_down(repeats(start, "table:number-rows-spanned"));
                let repeats = repeats(start, "table:number-columns-repeated");
                self.cell = Some(Cell { repeats, value: said(start), text: String::new(), paragraphs: 0 });
            }
            "office:annotation" => self.remarks += 1,
            "text:p" => self.begin_paragraph(),
            "text:s" => {
                let blanks = attribute(start, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.add(&" ".repeat(blanks.min(LONGEST_CELL)));
            }
            "text:tab" => self.add("\t"),
            "text:line-break" => self.add("\n"),
            _ => {}
        }
    }

    /// Notes a cell that goes down over so many rows.
    fn go_down(&mut self, rows: usize) {
        if let (Some(grid), 2..) = (self.grids.last_mut(), rows) {
            let (column, first) = (self.column, self.row.number);
            grid.tall.push(Tall { column, first, last: first.saturating_add(rows - 1) });
        }
    }

    fn begin_paragraph(&mut self) {
        if let (Some(cell), 0) = (&mut self.cell, self.remarks) {
            cell.text += if cell.paragraphs > 0 { "\n" } else { "" };
            cell.paragraphs += 1;
        }
    }

    fn add(&mut self, text: &str) {
        if let (Some(cell), 0) = (&mut self.cell, self.remarks)
            && cell.paragraphs > 0
            && cell.text.len() <= LONGEST_CELL
        {
            cell.text += text;
        }
    }

    fn end(&mut self, name: &str) -> Result<(), NotATable> {
        match name {
            "office:annotation" => self.remarks = self.remarks.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let value = cell.value.unwrap_or(Value::Text(cell.text));
                    // What is repeated to the edge of the sheet is blank.
                    for place in 0..cell.repeats.min(MOST_COLUMNS + 1) {
                        self.room.put(&mut self.row, self.column.saturating_add(place), &value)?;
                    }
                    self.column = self.column.saturating_add(cell.repeats);
                }
            }
            "table:table-row" if self.is_open && self.cell.is_none() => self.end_row()?,
            "table:table" if self.cell.is_none() => self.is_open = false,
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), NotATable> {
        let row = std::mem::take(&mut self.row);
        let next = row.number.saturating_add(self.row_repeats);
        if let (Some(grid), false) = (self.grids.last_mut(), row.cells.is_empty()) {
            for number in row.number + 1..next {
                self.room.repeat(&row)?;
                grid.push(Row { number: number - 1, ..row.clone() })?;
            }
            grid.push(Row { number: next - 1, ..row })?;
        }
        self.row.number = next;
        Ok(())
    }
}

/// What the attributes of a cell say; none for a text.
fn said(start: &BytesStart<'_>) -> Option<Value> {
    Some(match &*attribute(start, "office:value-type")? {
        "float" | "percentage" | "currency" => value::number(attribute(start, "office:value")?.parse().ok()?),
        "date" => value::iso_day(&attribute(start, "office:date-value")?),
        "time" => value::iso_duration(&attribute(start, "office:time-value")?),
        "boolean" => value::truth(attribute(start, "office:boolean-value")? == "true"),
        // What could not be worked out is a blank text here, and is named between the marks.
        _ => Value::Text(attribute(start, "office:string-value").filter(|text| !text.is_empty())?),
    })
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(XmlVersion::Explicit1_0).ok().map(String::from)
}

fn repeats(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// The letter that a name or a number between `&` and `;` means.
fn meant(entity: &BytesRef<'_>) -> Result<String, NotATable> {
    if let Some(letter) = entity.resolve_char_ref().map_err(|_| NotATable::Damaged)? {
        return Ok(letter.to_string());
    }
    resolve_predefined_entity(entity.as_ref()).map(str::to_owned).ok_or(NotATable::Damaged)
}
