//! What the register said on a past day: the change log replayed to that day's end, into a store in memory on which the same
//! questions are asked and nothing can be saved.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, TransactionBehavior};

use super::{
    Store,
    commit::put,
    error::{Error, Result},
    read,
};
use crate::domain::{Id, Kind, add_days};

/// Each record that stood, as it stood: of its entries in the log, the last one counts.
const STANDING: &str = "SELECT s.kind, s.record, s.version, i.after FROM (
       SELECT c.kind, c.record, c.version, max(c.seq) AS seq FROM change c CROSS JOIN batch b ON b.id = c.batch
       WHERE {saved} GROUP BY c.kind, c.record) s
     JOIN image i ON i.change = s.seq WHERE i.after IS NOT NULL";
/// What was saved before a moment.
const SAVED_BEFORE: &str = "b.at < ?1";
/// What stands up to a place in the log.
const LOGGED_UP_TO: &str = "c.seq <= CAST(?1 AS INTEGER)";
/// What the log has up to the last entry that was saved before a moment.
const LOGGED_BEFORE: &str = "b.id <= (SELECT max(id) FROM batch WHERE at < ?1)";

impl Store {
    /// The register as it stood at the end of a day: the same records under the same numbers, nothing that was saved later, no
    /// change log. Refuses a day on which there was no register yet, and every save.
    pub fn known_on(&self, day: NaiveDate) -> Result<Self> {
        let end = add_days(day, 1).to_string();
        let known = match self.replayed(SAVED_BEFORE, &end) {
            // Where the clocks of two computers disagree, something may build on what was saved at a later time; then the order of
            // the log decides, in which nothing stands before what it builds on.
            Err(Error::InUse | Error::Taken(_) | Error::Refused(_)) => self.replayed(LOGGED_BEFORE, &end)?,
            replayed => replayed?,
        };
        if known.count(Kind::Register)? == 0 || known.count(Kind::Programme)? == 0 {
            return Err(Error::NotYetThere { day, first: self.first_day()? });
        }
        Ok(known)
    }

    /// The register as it stood at a place in its change log, as [`Store::known_on`] has it for an evening.
    pub fn known_at(&self, position: i64) -> Result<Self> {
        self.replayed(LOGGED_UP_TO, &position.to_string())
    }

    fn replayed(&self, saved: &str, end: &str) -> Result<Self> {
        let mut known = Self::in_memory(self.collation.clone())?;
        let mut statement = self.connection.prepare(&STANDING.replace("{saved}", saved))?;
        let mut rows = statement.query([end])?;
        let transaction = known.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Links are checked at the end, so that the order of the records does not matter.
        transaction.pragma_update(None, "defer_foreign_keys", true)?;
        while let Some(row) = rows.next()? {
            let (name, id, image): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
            let kind = Kind::from_name(&name).ok_or_else(|| Error::Damaged(format!("change log, {name}:{id}")))?;
            // Read as a record first, since an image of an older version may lack fields that came later.
            put(&transaction, kind, Id(id), row.get(2)?, &read::image(kind, &image)?)?;
        }
        // Whoever is protected now was called by name then, and is not to be even so.
        for id in self.protected()? {
            transaction.execute("UPDATE person SET protected = 1 WHERE id = ?1", [id])?;
        }
        transaction.commit()?;
        known.order_people()?;
        known.looks_back = true;
        Ok(known)
    }

    /// The people who are not named.
    fn protected(&self) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM person WHERE protected")?;
        let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// The day of the first entry of the change log.
    fn first_day(&self) -> Result<NaiveDate> {
        let first: Option<String> =
            self.connection.query_row("SELECT min(at) FROM batch", [], |row| row.get(0)).optional()?.flatten();
        let day = first.as_deref().and_then(|at| at.get(..10)?.parse().ok());
        day.ok_or_else(|| Error::Damaged("change log, no first entry".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Worker,
        store::{Collation, log},
    };

    #[test]
    fn an_entry_of_an_older_version_is_filled_up_with_what_came_later() {
        let store = Store::in_memory(Collation::plain()).unwrap();
        let log = "INSERT INTO batch (at, who, act) VALUES ('2013-05-01T12:00:00', 'kaja', 'set-up')";
        store.connection.execute_batch(log).unwrap();
        for (kind, id, version, after) in [
            (Kind::Register, 1, 1, r#"{"office":"Rapla","language":"et"}"#),
            (Kind::Programme, 1, 1, r#"{"code":"rapla","edition":1,"definition":""}"#),
            (Kind::Worker, 7, 4, r#"{"surname":"Kask","given":"Mai"}"#),
        ] {
            log::append(&store.connection, 1, (kind, Id(id), version), None, Some(after)).unwrap();
        }

        let known = store.known_on("2013-05-01".parse().unwrap()).unwrap();

        let worker = known.get::<Worker>(Id(7)).unwrap().unwrap();
        assert_eq!((worker.version, worker.record.name().as_str(), worker.record.login.as_str()), (4, "Kask, Mai", ""));
    }
}
