//! Who has built upon something that is to be taken back, and when.

use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    domain::{Id, Kind},
    store::error::{Error, Result},
};

/// What was built upon a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upon {
    /// The record that is to be taken back.
    pub record: (Kind, Id),
    /// What builds upon it: the same record where it was changed itself, or one that hangs on it.
    pub by: (Kind, Id),
    /// Who saved that.
    pub who: String,
    /// When, in local time.
    pub at: String,
}

/// The refusal where a record was changed after the batch.
pub(super) fn changed(connection: &Connection, batch: i64, kind: Kind, id: Id) -> Result<Error> {
    touched(connection, batch, (kind, id), (kind, id))
}

/// The refusal where records hang on one that the batch had created.
pub(super) fn hung(connection: &Connection, kind: Kind, id: Id) -> Result<Error> {
    for child in Kind::ALL {
        for (field, _) in child.links().iter().filter(|(_, parent)| *parent == kind) {
            let sql = format!("SELECT max(id) FROM \"{}\" WHERE \"{field}\" = ?1", child.name());
            let found: Option<i64> = connection.query_row(&sql, [id.0], |row| row.get(0))?;
            if let Some(hanging) = found {
                return touched(connection, 0, (kind, id), (*child, Id(hanging)));
            }
        }
    }
    Ok(Error::InUse)
}

fn touched(connection: &Connection, after: i64, record: (Kind, Id), by: (Kind, Id)) -> Result<Error> {
    let found: Option<(String, String)> = connection
        .query_row(
            "SELECT b.who, b.at FROM change c JOIN batch b ON b.id = c.batch
             WHERE c.kind = ?1 AND c.record = ?2 AND c.batch > ?3 ORDER BY c.seq DESC LIMIT 1",
            params![by.0.name(), by.1.0, after],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let (who, at) = found.unwrap_or_default();
    Ok(Error::BuiltUpon(Box::new(Upon { record, by, who, at })))
}
