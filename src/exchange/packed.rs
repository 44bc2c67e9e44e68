//! Packed files, as spreadsheets are kept: every part is unpacked and counted once before anything is made of it, so that a small
//! file cannot grow into a large one.

use std::io::{BufReader, Cursor, Read, sink};

use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, read::ZipFile};

use super::table::NotATable;

/// The most bytes that all parts may unpack to.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most bytes of a part that is kept as a whole while the sheets are read.
const MOST_KEPT: u64 = 8 * 1024 * 1024;
/// The most bytes of the texts that several cells share.
const MOST_SHARED: u64 = 48 * 1024 * 1024;
/// The fewest bytes that a shared text takes.
const SMALLEST_SHARED: u64 = 5;
/// The part with the shared texts, in small letters.
const SHARED: &str = "sharedstrings.xml";

/// A packed file whose parts were counted.
pub(super) struct Packed<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Packed<'a> {
    /// Opens it, unless it is damaged, locked, or unpacks to more than is read.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, NotATable> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotATable::Damaged)?;
        let mut left = MOST_UNPACKED;
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).map_err(|_| NotATable::Damaged)?;
            if part.encrypted() {
                return Err(NotATable::Locked);
            }
            let name = part.name().map_err(|_| NotATable::Damaged)?.to_ascii_lowercase();
            let most = left.min(most(&name));
            let size = std::io::copy(&mut part.by_ref().take(most + 1), &mut sink()).map_err(|_| NotATable::Damaged)?;
            if size > most {
                return Err(NotATable::UnpacksTooLarge);
            }
            left -= size;
            drop(part);
            if name.ends_with(SHARED) && promises_more(&mut archive, place, size)? {
                return Err(NotATable::Damaged);
            }
        }
        Ok(Self(archive))
    }

    /// A part to read.
    pub(super) fn part(&mut self, name: &str) -> Result<BufReader<ZipFile<'_, Cursor<&'a [u8]>>>, NotATable> {
        self.0.by_name(name).map(BufReader::new).map_err(|_| NotATable::Damaged)
    }
}

/// How much a part may unpack to: sheets are read row by row, everything else is kept as a whole.
fn most(name: &str) -> u64 {
    let is_read_through = name.contains("worksheets/") || name == "content.xml";
    let is_markup = matches!(name.rsplit_once('.'), Some((_, "xml" | "rels")));
    match () {
        () if name.ends_with(SHARED) => MOST_SHARED,
        () if is_markup && !is_read_through => MOST_KEPT,
        () => MOST_UNPACKED,
    }
}

/// Whether the shared texts say that they are more than they can be: room is made for as many as they say.
fn promises_more(archive: &mut ZipArchive<Cursor<&[u8]>>, place: usize, size: u64) -> Result<bool, NotATable> {
    let part = archive.by_index(place).map_err(|_| NotATable::Damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| NotATable::Damaged)? {
            Event::Start(start) | Event::Empty(start) => {
                let most = size / SMALLEST_SHARED;
                let mut attributes = start.attributes();
                return Ok(attributes.with_checks(false).flatten().any(|attribute| {
                    attribute.key.0.ends_with("ount") && attribute.value.trim().parse().unwrap_or(u64::MAX) > most
                }));
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}
