//! Sealed reports in the file: kept as they were handed in, and the register as it stood when one was sealed.

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::{
    Store,
    commit::put,
    error::{Error, Result},
    read,
    verify::Fault,
};
use crate::domain::{Act, Change, Id, Kind, Sealed, Signature, Stored, sealed::Content};

/// The SHA-256 of a text, in hexadecimal.
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |shown, byte| format!("{shown}{byte:02x}"))
}

impl Store {
    /// Keeps a report as it is handed in. It is never changed, removed or taken back.
    pub fn seal(&mut self, programme: Id, content: &Content, by: &Signature) -> Result<Id> {
        let text = serde_json::to_string(content).map_err(|error| Error::Damaged(error.to_string()))?;
        let sealed = Sealed {
            programme,
            report: content.report.clone(),
            as_of: content.as_of,
            sealed_at: content.sealed_at,
            log_position: content.log_position,
            head: content.head.clone(),
            digest: digest(&text),
            content: text,
        };
        let done = self.commit(Act::Seal, &[Change::Create(Id(-1), sealed.into())], by)?;
        Ok(done.created.first().map(|(_, id)| *id).unwrap_or_default())
    }

    /// The sealed reports of a programme, in all its editions; oldest first.
    pub fn sealed(&self, programme: Id) -> Result<Vec<Stored<Sealed>>> {
        self.hanging("programme", &self.editions(programme)?, "id")
    }

    /// Brings a register that was replayed to a place in the log one act further.
    pub fn follow(&mut self, log: &Self, batch: i64) -> Result<()> {
        let mut statement = log.connection.prepare_cached(
            "SELECT c.kind, c.record, c.version, i.after FROM change c JOIN image i ON i.change = c.seq
             WHERE c.batch = ?1 ORDER BY c.seq",
        )?;
        let mut rows = statement.query([batch])?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.pragma_update(None, "defer_foreign_keys", true)?;
        while let Some(row) = rows.next()? {
            let (name, id): (String, i64) = (row.get(0)?, row.get(1)?);
            let kind = Kind::from_name(&name).ok_or_else(|| Error::Damaged(format!("change log, batch {batch}")))?;
            // Whoever is found by name is not asked here.
            if kind == Kind::Person {
                transaction.execute("DELETE FROM person_index WHERE person = ?1", [id])?;
            }
            // A sealed report is only ever added.
            if kind != Kind::Sealed {
                transaction.execute(&format!("DELETE FROM \"{name}\" WHERE id = ?1"), [id])?;
            }
            if let Some(image) = row.get::<_, Option<String>>(3)? {
                put(&transaction, kind, Id(id), row.get(2)?, &read::image(kind, &image)?)?;
            }
        }
        Ok(transaction.commit()?)
    }
}

/// The sealed reports that are not what was sealed.
pub(super) fn check(connection: &Connection) -> Result<Vec<Fault>> {
    let mut statement =
        connection.prepare("SELECT id, report, as_of, log_position, head, content, digest FROM sealed ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut faults = Vec::new();
    while let Some(row) = rows.next()? {
        let (text, noted): (String, String) = (row.get(5)?, row.get(6)?);
        let (report, as_of): (String, String) = (row.get(1)?, row.get(2)?);
        let (position, head): (i64, String) = (row.get(3)?, row.get(4)?);
        let agrees = serde_json::from_str::<Content>(&text).is_ok_and(|content| {
            (content.report, content.as_of.to_string(), content.log_position, content.head)
                == (report, as_of, position, head)
        });
        if !agrees || digest(&text) != noted {
            faults.push(Fault::Sealed(Id(row.get(0)?)));
        }
    }
    Ok(faults)
}
