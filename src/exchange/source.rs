//! From the bytes of a file to the one sheet in it that is meant, whether text or spreadsheet.

use super::{
    Reading, excel,
    foreign::{self, Packing},
    grid::Grid,
    heading::Headings,
    layout::{self, Table},
    opendocument,
    packed::Packed,
    table::{self, NotATable},
    text::{self, Encoding, NotText},
};

/// What a sheet was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A text: in which encoding, and what stands between its columns.
    Text(Encoding, char),
    /// Excel's own file; carries the name of the sheet.
    Excel(String),
    /// A file of the open format, which many programs write; carries the name of the sheet.
    OpenDocument(String),
}

impl Source {
    /// The name of the sheet, where the file can hold several.
    pub fn sheet(&self) -> Option<String> {
        match self {
            Self::Text(..) => None,
            Self::Excel(name) | Self::OpenDocument(name) => Some(name.clone()),
        }
    }
}

/// What was found in a file.
pub(super) struct Found {
    /// The sheet that is meant.
    pub(super) table: Table,
    /// Where it comes from.
    pub(super) source: Source,
    /// The names of the sheets with anything in them, where there are several.
    pub(super) sheets: Vec<String>,
}

/// Why a file has no sheet that can be taken over.
#[derive(Debug)]
pub(super) enum NoSheet {
    Text(NotText),
    Table(NotATable),
    /// Whoever looks on has said that it is enough.
    Stopped,
}

impl From<NotATable> for NoSheet {
    fn from(why: NotATable) -> Self {
        if why == NotATable::Stopped { Self::Stopped } else { Self::Table(why) }
    }
}

/// Hears how many rows of a file were read; the answer is whether to go on.
pub(super) type Heard<'a> = dyn FnMut(usize) -> bool + 'a;

/// Finds the sheet that is meant, and where it comes from; `language` is the office's.
pub(super) fn read(
    bytes: &[u8],
    reading: &Reading,
    headings: &Headings<'_>,
    language: &str,
    heard: &mut Heard<'_>,
) -> Result<Found, NoSheet> {
    let known = |text: &str| headings.is_known(text);
    let Some(packing) = foreign::packing(bytes) else {
        let (text, encoding) = text::decode(bytes, reading.encoding, language).map_err(NoSheet::Text)?;
        if let Some(name) = &reading.sheet {
            return Err(NotATable::NoSuchSheet(name.clone(), Vec::new()).into());
        }
        let (grid, delimiter) = table::parse(&text, &|row| layout::known_in(row, &known))?;
        let source = Source::Text(encoding, delimiter);
        return Ok(Found { table: Table::of(grid, &known)?, source, sheets: Vec::new() });
    };
    let mut packed = Packed::open(bytes)?;
    let grids = match packing {
        Packing::Excel => excel::grids(bytes, heard)?,
        Packing::OpenDocument => opendocument::grids(&mut packed, heard)?,
    };
    let filled = grids.iter().filter(|grid| !grid.rows.is_empty());
    let sheets: Vec<String> = filled.map(|grid| grid.name.clone()).collect();
    let (name, mut table) = meant(grids, reading, headings)?;
    table.is_ragged = true;
    let source = if packing == Packing::Excel { Source::Excel(name) } else { Source::OpenDocument(name) };
    Ok(Found { table, source, sheets: if sheets.len() > 1 { sheets } else { Vec::new() } })
}

/// The sheet that was asked for; else the only one with anything in it; else the only one that can be taken over.
fn meant(grids: Vec<Grid>, reading: &Reading, headings: &Headings<'_>) -> Result<(String, Table), NotATable> {
    let all: Vec<String> = grids.iter().map(|grid| grid.name.clone()).collect();
    let known = |text: &str| headings.is_known(text);
    let filled = grids.into_iter().filter(|grid| !grid.rows.is_empty());
    let table = |grid: Grid| Ok((grid.name.clone(), Table::of(grid, &known)?));
    let mut tables: Vec<(String, Table)> = filled.map(table).collect::<Result<_, NotATable>>()?;
    if let Some(name) = &reading.sheet {
        let found = tables.iter().position(|(known, _)| known == name);
        return found.map(|place| tables.swap_remove(place)).ok_or_else(|| {
            if all.contains(name) { NotATable::Empty } else { NotATable::NoSuchSheet(name.clone(), all) }
        });
    }
    if tables.len() > 1 {
        let fits = |(_, table): &(String, Table)| headings.read(&table.heading).is_ok() && !table.rows.is_empty();
        let fitting: Vec<usize> = (0..tables.len()).filter(|place| fits(&tables[*place])).collect();
        let [only] = fitting[..] else {
            return Err(NotATable::WhichSheet(tables.into_iter().map(|(name, _)| name).collect()));
        };
        return Ok(tables.swap_remove(only));
    }
    tables.pop().ok_or(NotATable::Empty)
}
