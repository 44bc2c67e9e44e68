//! Whether a register is whole: the structure, the links, and that replaying the change log gives exactly the tables.

use std::collections::HashMap;

use rusqlite::Connection;
use serde::Serialize;

use super::{Head, Store, chain, error::Result, index, read, sealed, state};
use crate::domain::{Id, Kind, Person};

/// What a full check found.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The place of the newest entry of the change log.
    pub log_position: i64,
    /// The newest act, and the digest that stands for all of the log.
    pub head: Head,
    /// How many records there are.
    pub records: usize,
    /// What is wrong; empty for a whole register.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The database's own check complains.
    Structure(String),
    /// A record links to one that is not there.
    Link {
        /// The table.
        table: String,
        /// The record, where it has a number.
        record: Option<i64>,
    },
    /// A record is not what the change log says.
    Differs {
        /// The kind.
        kind: Kind,
        /// The number.
        record: Id,
    },
    /// A record stands in the tables but not in the change log.
    NotInLog {
        /// The kind.
        kind: Kind,
        /// The number.
        record: Id,
    },
    /// The change log has a record that the tables lack.
    Lost {
        /// The kind.
        kind: Kind,
        /// The number.
        record: Id,
    },
    /// A table is not what its state says: the copy mixes two states, or somebody changed it with another program.
    Torn {
        /// The table.
        table: String,
    },
    /// The chained log does not hold at this act.
    Chain {
        /// The act's number.
        batch: i64,
    },
    /// An image of the change log is not the one that was saved.
    Image {
        /// The change's place in the log.
        change: i64,
    },
    /// Two spans of one participant overlap that must not.
    Overlap {
        /// The kind.
        kind: Kind,
        /// The one.
        record: Id,
        /// The other.
        other: Id,
    },
    /// A sealed report is not what was sealed.
    Sealed(Id),
    /// A person cannot be found as they should be.
    Index(Id),
    /// The people behind a figure do not add up; carries the figure's id. Found by those who can count, not by the file.
    Figure(String),
}

impl Store {
    /// Checks everything; takes as long as reading the whole file.
    pub fn verify(&self) -> Result<Verdict> {
        // One transaction, so that a save in the middle is not taken for a fault.
        let transaction = self.connection.unchecked_transaction()?;
        let mut faults = structure(&transaction)?;
        let mut records = 0;
        if faults.is_empty() {
            faults.extend(links(&transaction)?);
            faults.extend(state::check(&transaction)?);
            faults.extend(chain::check(&transaction)?);
            faults.extend(sealed::check(&transaction)?);
            for kind in Kind::ALL {
                records += self.compare(*kind, &mut faults)?;
            }
            self.check_index(&mut faults)?;
            faults.extend(overlaps(&transaction)?);
        }
        let log_position = if faults.is_empty() { self.log_position()? } else { 0 };
        let head = if faults.is_empty() { self.head()? } else { Head::default() };
        Ok(Verdict { log_position, head, records, faults })
    }

    /// Holds a table against what the change log says it should be; answers how many records it has.
    fn compare(&self, kind: Kind, faults: &mut Vec<Fault>) -> Result<usize> {
        let mut logged = replay(&self.connection, kind)?;
        let mut statement = self.connection.prepare(&format!("SELECT id FROM \"{}\" ORDER BY id", kind.name()))?;
        let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for id in ids.iter().copied().map(Id) {
            let same = |(image, version): (String, i64)| match self.record(kind, id) {
                // Read back, since an image of an older version may lack fields that came later.
                Ok(Some(stored)) => {
                    stored.version == version && read::image(kind, &image).is_ok_and(|then| then == stored.record)
                }
                _ => false,
            };
            match logged.remove(&id.0) {
                None => faults.push(Fault::NotInLog { kind, record: id }),
                Some(entry) if !same(entry.clone()) => faults.push(Fault::Differs { kind, record: id }),
                Some(_) => {}
            }
        }
        faults.extend(logged.into_keys().map(|id| Fault::Lost { kind, record: Id(id) }));
        Ok(ids.len())
    }

    fn check_index(&self, faults: &mut Vec<Fault>) -> Result<()> {
        let mut statement = self.connection.prepare("SELECT person, look_in FROM person_index")?;
        let mut rows = statement.query([])?;
        let mut indexed: HashMap<i64, String> = HashMap::new();
        while let Some(row) = rows.next()? {
            indexed.insert(row.get(0)?, row.get(1)?);
        }
        for person in self.all::<Person>()? {
            if indexed.get(&person.id.0) != Some(&index::look_in(&person.record)) {
                faults.push(Fault::Index(person.id));
            }
        }
        Ok(())
    }
}

/// What the database's own check says; it answers `ok` when all is well.
pub(super) fn structure(connection: &Connection) -> Result<Vec<Fault>> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let lines: rusqlite::Result<Vec<String>> = statement.query_map([], |row| row.get(0))?.collect();
    Ok(lines?.into_iter().filter(|line| line != "ok").map(Fault::Structure).collect())
}

/// Stays of one participation that overlap; the day of exit is free again, and a registration by mistake does not count.
fn overlaps(connection: &Connection) -> Result<Vec<Fault>> {
    let mut statement = connection.prepare(
        "SELECT a.id, b.id FROM stay a JOIN stay b ON b.participation = a.participation AND b.id > a.id
         WHERE a.entered_on < coalesce(b.exited_on, '9999-12-31') AND b.entered_on < coalesce(a.exited_on, '9999-12-31')
           AND a.exit_reason IS NOT 'wrong-registration' AND b.exit_reason IS NOT 'wrong-registration'",
    )?;
    let faults = statement.query_map([], |row| {
        Ok(Fault::Overlap { kind: Kind::Stay, record: Id(row.get(0)?), other: Id(row.get(1)?) })
    })?;
    Ok(faults.collect::<rusqlite::Result<_>>()?)
}

fn links(connection: &Connection) -> Result<Vec<Fault>> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let faults = statement.query_map([], |row| Ok(Fault::Link { table: row.get(0)?, record: row.get(1)? }))?;
    Ok(faults.collect::<rusqlite::Result<_>>()?)
}

/// The newest image and version of each record of a kind that the change log leaves standing.
fn replay(connection: &Connection, kind: Kind) -> Result<HashMap<i64, (String, i64)>> {
    let mut statement = connection.prepare(
        "SELECT c.record, i.after, c.version FROM change c JOIN image i ON i.change = c.seq WHERE c.kind = ?1 ORDER BY c.seq",
    )?;
    let mut rows = statement.query([kind.name()])?;
    let mut standing = HashMap::new();
    while let Some(row) = rows.next()? {
        let (id, after): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
        match after {
            Some(image) => standing.insert(id, (image, row.get(2)?)),
            None => standing.remove(&id),
        };
    }
    Ok(standing)
}
