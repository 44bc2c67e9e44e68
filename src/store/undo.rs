//! Undo and redo: a new batch that takes an earlier one back, refused where something was built upon it.

use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Store,
    access::Warden,
    commit::{Write, begin, finish, saving, write},
    error::{Error, Result},
    read,
};
use crate::domain::{Act, Choice, Deed, Id, Kind, Signature};

/// A batch that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The new batch that does it.
    pub batch: i64,
    /// What the user had done; for redo, what was done again.
    pub act: Act,
    /// The records that changed.
    pub records: Vec<(Kind, Id)>,
}

impl Store {
    /// Takes back this user's last act that still stands.
    pub fn undo_last(&mut self, by: &Signature) -> Result<Undone> {
        let last: Option<i64> = self
            .connection
            .query_row(
                "SELECT id FROM batch b WHERE who = ?1 AND act NOT IN ('undo', 'set-up', 'restore', 'access', 'reading')
                   AND NOT EXISTS (SELECT 1 FROM batch u WHERE u.undoes = b.id) ORDER BY id DESC LIMIT 1",
                [&by.who],
                |row| row.get(0),
            )
            .optional()?;
        self.take_back(last.ok_or(Error::NothingToUndo)?, Act::Undo, by)
    }

    /// Does this user's last undone act again, unless the user has done something else since.
    pub fn redo_last(&mut self, by: &Signature) -> Result<Undone> {
        let last: Option<i64> = self
            .connection
            .query_row(
                "SELECT id FROM batch b WHERE who = ?1 AND act = 'undo'
                   AND NOT EXISTS (SELECT 1 FROM batch r WHERE r.undoes = b.id)
                   AND NOT EXISTS (SELECT 1 FROM batch n WHERE n.who = ?1 AND n.id > b.id AND n.act NOT IN ('undo', 'redo', 'access', 'reading'))
                 ORDER BY id DESC LIMIT 1",
                [&by.who],
                |row| row.get(0),
            )
            .optional()?;
        self.take_back(last.ok_or(Error::NothingToUndo)?, Act::Redo, by)
    }

    /// Takes back one batch, whoever made it.
    pub fn undo_batch(&mut self, batch: i64, by: &Signature) -> Result<Undone> {
        self.take_back(batch, Act::Undo, by)
    }

    fn take_back(&mut self, batch: i64, how: Act, by: &Signature) -> Result<Undone> {
        let order = |name: &str| (self.collation.key)(&self.own_language, name);
        let transaction = saving(&mut self.connection, self.looks_back, &self.soundness, self.continuity.as_ref())?;
        let act = root_act(&transaction, batch)?;
        if act == Act::Restore {
            // It is taken back by restoring the copy that was kept before it.
            return Err(Error::NothingToUndo);
        }
        let logged = changes_of(&transaction, batch)?;
        let warden = Warden::of(&transaction, self.login.as_deref(), by)?;
        warden.demand(Deed::of(act, &logged.iter().map(|logged| logged.kind).collect::<Vec<_>>()))?;
        if act == Act::Erasure {
            return Err(Error::Forgotten);
        }
        let new_batch = match begin(&transaction, how, "", by, Some(batch)) {
            Err(Error::Taken(_)) => return Err(Error::NothingToUndo),
            other => other?,
        };
        let mut records = Vec::new();
        for logged in logged {
            let (kind, id) = (logged.kind, logged.id);
            // Later changes that were themselves taken back do not count: what matters is what stands now.
            let now = super::log::newest_image(&transaction, kind, id)?;
            if !same(kind, now.as_deref(), logged.after.as_deref())? {
                return Err(Error::BuiltUpon(kind, id));
            }
            let seen = match logged.after {
                Some(_) => Some(super::log::newest_version(&transaction, kind, id)?),
                None => None,
            };
            let after = logged.before.map(|text| read::image(kind, &text)).transpose()?;
            match write(&transaction, new_batch, &Write { kind, id: Some(id), seen, after }, &order) {
                // Somebody hung a later record on one that the batch had created.
                Err(Error::InUse) => return Err(Error::BuiltUpon(kind, id)),
                other => other?,
            };
            records.push((kind, id));
        }
        warden.look_after(&transaction, records.iter().map(|(kind, _)| *kind))?;
        finish(transaction)?;
        self.after_saving(records.iter().map(|(kind, _)| *kind))?;
        Ok(Undone { batch: new_batch, act, records })
    }
}

/// What the user had done in the first place, behind any undo and redo.
fn root_act(connection: &Connection, batch: i64) -> Result<Act> {
    let code: Option<String> = connection
        .query_row(
            "WITH RECURSIVE chain (id, act, undoes) AS (
               SELECT id, act, undoes FROM batch WHERE id = ?1
               UNION ALL SELECT b.id, b.act, b.undoes FROM batch b JOIN chain c ON b.id = c.undoes)
             SELECT act FROM chain WHERE undoes IS NULL",
            [batch],
            |row| row.get(0),
        )
        .optional()?;
    let code = code.ok_or(Error::NoBatch(batch))?;
    Act::from_code(&code).ok_or_else(|| Error::Damaged(format!("change log, batch {batch}")))
}

/// Whether two images say the same; one that an older version wrote may lack fields that came later.
fn same(kind: Kind, a: Option<&str>, b: Option<&str>) -> Result<bool> {
    match (a, b) {
        (Some(a), Some(b)) if a != b => Ok(read::image(kind, a)? == read::image(kind, b)?),
        (a, b) => Ok(a == b),
    }
}

/// A change that is to be taken back.
struct Logged {
    kind: Kind,
    id: Id,
    before: Option<String>,
    after: Option<String>,
}

/// The changes of a batch, last first.
fn changes_of(connection: &Connection, batch: i64) -> Result<Vec<Logged>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.kind, c.record, i.before, i.after FROM change c JOIN image i ON i.change = c.seq
         WHERE c.batch = ?1 ORDER BY c.seq DESC",
    )?;
    let mut rows = statement.query(params![batch])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        changes.push(Logged {
            kind: Kind::from_name(&kind).ok_or_else(|| Error::Damaged(format!("change log, batch {batch}")))?,
            id: Id(row.get(1)?),
            before: row.get(2)?,
            after: row.get(3)?,
        });
    }
    Ok(changes)
}
