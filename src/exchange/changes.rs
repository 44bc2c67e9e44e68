//! What a sheet changes, packed until it is saved: thousands of records that are much alike take a tenth of their room so. They are
//! unpacked piece by piece.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    io::{Read, Write},
};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};

use crate::{
    domain::{Change, Id, Kind, Record},
    store::{Error, Pieces, Result},
};

/// So many changes are packed together.
const PIECE: usize = 1_000;

/// The changes of an act, in their order.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    packed: Vec<Vec<u8>>,
    /// The last of them, too few for a piece.
    open: Vec<Change>,
    count: usize,
    kinds: BTreeSet<Kind>,
    removed: Vec<Kind>,
}

impl Changes {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds some.
    pub(super) fn extend(&mut self, changes: Vec<Change>) -> Result<()> {
        self.count += changes.len();
        self.kinds.extend(changes.iter().map(Change::kind));
        self.removed.extend(changes.as_slice().removed());
        self.open.extend(changes);
        if self.open.len() >= PIECE {
            self.packed.push(pack(&self.open)?);
            self.open.clear();
        }
        Ok(())
    }
}

impl Pieces for Changes {
    fn kinds(&self) -> BTreeSet<Kind> {
        self.kinds.clone()
    }

    fn removed(&self) -> Vec<Kind> {
        self.removed.clone()
    }

    fn piece(&self, place: usize) -> Option<Result<Cow<'_, [Change]>>> {
        match self.packed.get(place) {
            Some(packed) => Some(unpack(packed).map(Cow::Owned)),
            None if place == self.packed.len() => Some(Ok(Cow::Borrowed(&self.open))),
            None => None,
        }
    }
}

/// One line for each: what it does, to which number, at which version, the kind, and the record.
fn pack(changes: &[Change]) -> Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    for change in changes {
        let (does, id, seen, record) = match change {
            Change::Create(id, record) => ("create", id, 0, Some(record)),
            Change::Update(id, seen, record) => ("update", id, *seen, Some(record)),
            Change::Delete(id, seen, _) => ("delete", id, *seen, None),
        };
        let record = record.map(serde_json::to_string).transpose().map_err(|error| broken(&error))?.unwrap_or_default();
        writeln!(packed, "{does}\t{id}\t{seen}\t{}\t{record}", change.kind().name())?;
    }
    Ok(packed.finish()?)
}

fn unpack(packed: &[u8]) -> Result<Vec<Change>> {
    let mut text = String::new();
    ZlibDecoder::new(packed).read_to_string(&mut text)?;
    text.lines().map(|line| read(line).unwrap_or_else(|| Err(broken(&line)))).collect()
}

fn read(line: &str) -> Option<Result<Change>> {
    let mut parts = line.splitn(5, '\t');
    let (does, id, seen) = (parts.next()?, Id(parts.next()?.parse().ok()?), parts.next()?.parse().ok()?);
    let (kind, record) = (Kind::from_name(parts.next()?)?, parts.next()?);
    let record = || Record::read(kind, &mut serde_json::Deserializer::from_str(record)).map_err(|error| broken(&error));
    Some(match does {
        "create" => record().map(|record| Change::Create(id, record)),
        "update" => record().map(|record| Change::Update(id, seen, record)),
        "delete" => Ok(Change::Delete(id, seen, kind)),
        _ => return None,
    })
}

fn broken(what: &impl ToString) -> Error {
    Error::Damaged(what.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Person, Worker};

    #[test]
    fn what_was_packed_is_unpacked_as_it_was_and_in_its_order() {
        let person = |row: i64| Person { surname: format!("Proov\t{row}\n\u{2028}"), ..Person::default() };
        let of_row = |row: i64| match row % 3 {
            0 => Change::Create(Id(-row), person(row).into()),
            1 => Change::Update(Id(row), 7, Worker::default().into()),
            _ => Change::Delete(Id(row), 2, Kind::Meeting),
        };
        let all: Vec<Change> = (0..2_500).map(of_row).collect();
        let mut changes = Changes::default();
        for some in all.chunks(3) {
            changes.extend(some.to_vec()).unwrap();
        }

        let pieces = (0..).map_while(|place| changes.piece(place));
        let unpacked: Vec<Change> = pieces.flat_map(|piece| piece.unwrap().into_owned()).collect();

        assert_eq!((unpacked, changes.len()), (all, 2_500));
        assert_eq!(changes.removed(), vec![Kind::Meeting; 833]);
        assert_eq!(changes.kinds(), BTreeSet::from([Kind::Person, Kind::Worker, Kind::Meeting]));
        assert!(changes.packed.iter().all(|piece| piece.len() < 64 * PIECE), "it takes less room");
    }
}
