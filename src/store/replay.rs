//! The register as it was known, act by act: what was saved since a day, done once more in a store in memory.

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};

use super::{
    Store, Touched,
    commit::put,
    error::{Error, Result},
    log::{LogEntry, LogFilter},
};
use crate::domain::{Kind, Record};

/// An act of the change log with everything that it changed.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// Its number, and when it was done in local time.
    pub by: Touched,
    /// What it changed, in the order of the log.
    pub changes: Vec<LogEntry>,
}

impl Store {
    /// What was saved since a day, first to last.
    pub fn acts_since(&self, day: NaiveDate) -> Result<Vec<Replayed>> {
        let mut acts: Vec<Replayed> = Vec::new();
        for entry in self.log(&LogFilter { from: Some(day), ..LogFilter::default() })?.into_iter().rev() {
            let damaged = |_| Error::Damaged(format!("change log, batch {}", entry.batch));
            if let Some(act) = acts.last_mut().filter(|act| act.by.0 == entry.batch) {
                act.changes.push(entry);
            } else {
                let by = (entry.batch, entry.at.parse().map_err(damaged)?);
                acts.push(Replayed { by, changes: vec![entry] });
            }
        }
        Ok(acts)
    }

    /// Does these acts once more: `visit` sees the register as it stood before each of them, and then as it stood after it.
    pub fn replay(&self, acts: &[Replayed], mut visit: impl FnMut(&Self, &Replayed, bool) -> Result<()>) -> Result<()> {
        let Some(first) = acts.first().and_then(|act| act.changes.first()) else { return Ok(()) };
        let mut known = self.known_at(first.seq - 1)?;
        for act in acts {
            visit(&known, act, false)?;
            let transaction = known.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Links are checked at the end, so that the order of the records does not matter.
            transaction.pragma_update(None, "defer_foreign_keys", true)?;
            for change in &act.changes {
                redo(&transaction, change)?;
            }
            transaction.commit()?;
            visit(&known, act, true)?;
        }
        Ok(())
    }
}

/// Puts a record as it was after a change, or takes it out.
fn redo(connection: &Connection, change: &LogEntry) -> Result<()> {
    let (kind, id) = (change.kind, change.record);
    if kind == Kind::Person {
        connection.execute("DELETE FROM person_index WHERE person = ?1", [id.0])?;
    }
    connection.execute(&format!("DELETE FROM \"{}\" WHERE id = ?1", kind.name()), [id.0])?;
    let Some(after) = &change.after else { return Ok(()) };
    let damaged = |error: serde_json::Error| Error::Damaged(format!("change log, {}: {error}", kind.name()));
    put(connection, kind, id, 1, &Record::read(kind, after.clone()).map_err(damaged)?)
}
