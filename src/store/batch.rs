//! The change log act by act, as a user remembers it.

use serde::Serialize;

use super::{
    Store,
    error::{Error, Result},
    log::{LogFilter, joined},
};
use crate::domain::{Act, Choice, Kind};

/// One act of a user, as the change log has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Batch {
    /// Its number, as `undo` wants it.
    pub id: i64,
    /// When, in local time.
    pub at: String,
    /// Who.
    pub who: String,
    /// What the user did.
    pub act: Act,
    /// The act that this one takes back, if it does.
    pub undoes: Option<i64>,
    /// The act that takes this one back, if one does.
    pub undone_by: Option<i64>,
    /// Why it was done, where its records do not say it.
    pub note: String,
    /// How many records of each kind it changed.
    pub records: Vec<(Kind, usize)>,
}

impl Store {
    /// The acts that the filter lets through, newest first; of a kind of records, those that changed one.
    pub fn batches(&self, filter: &LogFilter) -> Result<Vec<Batch>> {
        let mut conditions = filter.of_batches();
        let changed = "EXISTS (SELECT 1 FROM change c WHERE c.batch = b.id AND c.kind = ?)";
        conditions.extend(filter.kind.map(|kind| (changed, kind.name().to_owned())));
        let (conditions, values) = joined(&conditions);
        let conditions = if conditions.is_empty() { conditions } else { format!("WHERE {conditions}") };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT b.id, b.at, b.who, b.act, b.undoes, u.id, b.note FROM batch b LEFT JOIN batch u ON u.undoes = b.id
             {conditions} ORDER BY b.id DESC LIMIT {}",
            filter.newest.unwrap_or(-1)
        ))?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut batches = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, act): (i64, String) = (row.get(0)?, row.get(3)?);
            batches.push(Batch {
                id,
                at: row.get(1)?,
                who: row.get(2)?,
                act: Act::from_code(&act).ok_or_else(|| damaged(id))?,
                undoes: row.get(4)?,
                undone_by: row.get(5)?,
                note: row.get(6)?,
                records: self.records_of(id)?,
            });
        }
        Ok(batches)
    }

    fn records_of(&self, batch: i64) -> Result<Vec<(Kind, usize)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, count(DISTINCT record) FROM change WHERE batch = ?1 GROUP BY kind ORDER BY min(seq)",
        )?;
        let mut rows = statement.query([batch])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, count): (String, i64) = (row.get(0)?, row.get(1)?);
            records.push((Kind::from_name(&kind).ok_or_else(|| damaged(batch))?, count as usize));
        }
        Ok(records)
    }
}

fn damaged(batch: i64) -> Error {
    Error::Damaged(format!("change log, batch {batch}"))
}
