//! Every record of a register at once, and a register out of records: for whoever writes the whole of it down and reads it back.
//! Goes by the kinds and their columns alone, so that a new kind or field needs nothing here.

use std::path::Path;

use serde_json::Value as Json;

use super::{
    Collation, Store,
    commit::{self, Write, begin, finish, saving},
    error::{Error, Result},
    row::Columns,
};
use crate::domain::{Act, Id, Kind, Record, Signature, Stored};

/// A record that a register is to be made of, under its number.
pub type Numbered = (Id, Record);

impl Store {
    /// Hands over all records of one moment, kind by kind, parents before children, by their numbers.
    pub fn every_record(&self, mut take: impl FnMut(Stored<Record>)) -> Result<()> {
        let moment = self.connection.unchecked_transaction()?;
        for kind in Kind::ALL {
            let mut statement = moment.prepare(&format!("SELECT * FROM \"{}\" ORDER BY id", kind.name()))?;
            let columns = Columns::of(&statement, super::read::HEAD);
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let record = columns.read_any(row, *kind)?;
                take(Stored { id: Id(row.get(0)?), version: row.get(1)?, record });
            }
        }
        Ok(moment.finish()?)
    }

    /// What stands in each field of a kind where nothing was entered: an empty text, or nothing.
    pub fn blank(&self, kind: Kind) -> Result<Vec<(String, Json)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, type = 'TEXT' AND \"notnull\" FROM pragma_table_info(?1) ORDER BY cid")?;
        let fields = statement.query_map([kind.name()], |row| {
            let blank = if row.get(1)? { Json::String(String::new()) } else { Json::Null };
            Ok((row.get(0)?, blank))
        })?;
        Ok(fields.skip(super::read::HEAD).collect::<rusqlite::Result<_>>()?)
    }

    /// Makes a new register of records; leaves no file behind where that fails, since half a register would look like a whole one.
    pub fn create_of(
        path: &Path,
        collation: Collation,
        records: &[Numbered],
        by: &Signature,
    ) -> std::result::Result<Self, NotRebuilt> {
        let mut store = Self::create(path, collation)?;
        match store.rebuild(records, by) {
            Ok(()) => Ok(store),
            Err(why) => {
                drop(store);
                std::fs::remove_file(path).map_err(Error::from)?;
                Err(why)
            }
        }
    }

    /// Fills an empty register with records under the numbers they bear, as one act; all of them or none.
    pub fn rebuild(&mut self, records: &[Numbered], by: &Signature) -> std::result::Result<(), NotRebuilt> {
        let order = |name: &str| name.as_bytes().to_vec();
        let transaction = saving(&mut self.connection, self.looks_back, &self.soundness, self.continuity.as_ref())?;
        // A kind may link to one that comes after it.
        transaction.pragma_update(None, "defer_foreign_keys", true).map_err(Error::from)?;
        let batch = begin(&transaction, Act::SetUp, "", by, None)?;
        for (place, (id, record)) in records.iter().enumerate() {
            let write = Write { kind: record.kind(), id: Some(*id), seen: None, after: Some(record.clone()) };
            let refused = |error| NotRebuilt { place: Some(place), error };
            commit::write(&transaction, batch, &write, &order).map_err(refused)?;
        }
        finish(transaction)?;
        // People are ordered now that the language is known.
        Ok(self.after_saving(std::iter::once(Kind::Register))?)
    }
}

/// Why a register could not be made of records.
#[derive(Debug)]
pub struct NotRebuilt {
    /// The place of the record that was refused; none where it was the file.
    pub place: Option<usize>,
    /// What is wrong.
    pub error: Error,
}

impl From<Error> for NotRebuilt {
    fn from(error: Error) -> Self {
        Self { place: None, error }
    }
}
