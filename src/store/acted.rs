//! Who did what about certain records, as the change log has it.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{
    Store,
    error::{Error, Result},
};
use crate::domain::{Act, Choice, Id, Kind};

/// An act that touched what was asked about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Acted {
    /// When, in local time.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub act: Act,
    /// Why, or to what, where the act changed no record.
    pub note: String,
}

impl Store {
    /// The acts that changed one of these records or were noted about one of them, first to last.
    pub fn acts_about(&self, records: &[(Kind, Id)]) -> Result<Vec<Acted>> {
        let mut found = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT b.id, b.at, b.who, b.act, b.note FROM batch b
             WHERE b.note = ?3 OR b.id IN (SELECT batch FROM change WHERE kind = ?1 AND record = ?2)",
        )?;
        for (kind, id) in records {
            let mut rows = statement.query(params![kind.name(), id.0, noted(*kind, *id)])?;
            while let Some(row) = rows.next()? {
                found.insert(row.get::<_, i64>(0)?, acted(row)?);
            }
        }
        Ok(found.into_values().collect())
    }

    /// The newest acts of a sort, newest first.
    pub fn acts_of(&self, act: Act, newest: i64) -> Result<Vec<Acted>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, at, who, act, note FROM batch WHERE act = ?1 ORDER BY id DESC LIMIT ?2")?;
        let mut rows = statement.query(params![act.code(), newest])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(acted(row)?);
        }
        Ok(found)
    }
}

/// How a note names the record it is about: `person:5`.
pub fn noted(kind: Kind, id: Id) -> String {
    format!("{}:{id}", kind.name())
}

fn acted(row: &rusqlite::Row<'_>) -> Result<Acted> {
    let (batch, act): (i64, String) = (row.get(0)?, row.get(3)?);
    let act = Act::from_code(&act).ok_or_else(|| Error::Damaged(format!("change log, batch {batch}")))?;
    Ok(Acted { at: row.get(1)?, who: row.get(2)?, act, note: row.get(4)? })
}
