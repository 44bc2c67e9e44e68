//! Undo and redo: a new batch that takes an earlier one back, refused where something was built upon it. Of an import, and of any
//! other large batch, what somebody has built upon is left as it is, with all that belongs to it.

mod parts;
mod upon;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::{
    Store,
    access::Warden,
    commit::{OrderKey, Write, begin, finish, saving, write},
    error::{Error, Result},
    read,
};
use crate::domain::{Act, Choice, Deed, Id, Kind, Signature};
use parts::{Logged, changes_of, parts};
pub use upon::Upon;

/// A batch that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The new batch that does it.
    pub batch: i64,
    /// What the user had done; for redo, what was done again.
    pub act: Act,
    /// The records that changed.
    pub records: Vec<(Kind, Id)>,
    /// How many parts were taken back: one for all that belongs together.
    pub parts: usize,
    /// What was left as it is, because somebody had built upon it; one for all that belongs together.
    pub left: Vec<Upon>,
}

/// Hears how many records of how many are done; when it says no, that is the end of it.
type GoesOn<'a> = dyn FnMut(usize, usize) -> bool + 'a;

/// Whether parts may be left as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaving {
    Allowed,
    /// Not before somebody was asked.
    Foreseen,
}

/// The acts that are no work on records, or that are not to be taken back; as a list for SQL.
const NOT_UNDONE: &str = "('set-up', 'erasure', 'access', 'hand-out', 'reading', 'seal', 'restore')";

impl Store {
    /// Takes back this user's last act that still stands.
    pub fn undo_last(&mut self, by: &Signature) -> Result<Undone> {
        self.undo_batch(self.last_to_undo(by)?, by)
    }

    /// Does this user's last undone act again, unless the user has done something else since.
    pub fn redo_last(&mut self, by: &Signature) -> Result<Undone> {
        self.redo_while(self.last_to_redo(by)?, by, &mut |_, _| true)
    }

    /// Takes one batch back, whoever made it.
    pub fn undo_batch(&mut self, batch: i64, by: &Signature) -> Result<Undone> {
        self.undo_while(batch, by, &mut |_, _| true)
    }

    /// The same for what takes long: `goes_on` hears how many records of how many are done; when it says no, nothing is changed.
    pub fn undo_while(&mut self, batch: i64, by: &Signature, goes_on: &mut GoesOn<'_>) -> Result<Undone> {
        self.take_back(batch, (Act::Undo, Leaving::Allowed), by, goes_on)
    }

    /// The same, but changes nothing where a part would be left as it is; the answer says what would.
    pub fn undo_whole(&mut self, batch: i64, by: &Signature, goes_on: &mut GoesOn<'_>) -> Result<Undone> {
        self.take_back(batch, (Act::Undo, Leaving::Foreseen), by, goes_on)
    }

    /// Does an undone batch again, as `undo_while` takes one back; `batch` is the undoing.
    pub fn redo_while(&mut self, batch: i64, by: &Signature, goes_on: &mut GoesOn<'_>) -> Result<Undone> {
        self.take_back(batch, (Act::Redo, Leaving::Allowed), by, goes_on)
    }

    /// How many changes a batch has.
    pub fn size_of(&self, batch: i64) -> Result<usize> {
        let count = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        let size = self.connection.query_row("SELECT count(*) FROM change WHERE batch = ?1", [batch], count)?;
        Ok(usize::try_from(size).unwrap_or_default())
    }

    /// This user's last undoing that can be done again.
    pub fn last_to_redo(&self, by: &Signature) -> Result<i64> {
        let last: Option<i64> = self
            .connection
            .query_row(
                &format!(
                    "SELECT id FROM batch b WHERE who = ?1 AND act = 'undo'
                       AND NOT EXISTS (SELECT 1 FROM batch r WHERE r.undoes = b.id)
                       AND NOT EXISTS (SELECT 1 FROM batch n WHERE n.who = ?1 AND n.id > b.id
                         AND n.act NOT IN ('undo', 'redo') AND n.act NOT IN {NOT_UNDONE})
                     ORDER BY id DESC LIMIT 1"
                ),
                [&by.who],
                |row| row.get(0),
            )
            .optional()?;
        last.ok_or(Error::NothingToUndo)
    }

    /// This user's last act that still stands and can be taken back.
    pub fn last_to_undo(&self, by: &Signature) -> Result<i64> {
        let last: Option<i64> = self
            .connection
            .query_row(
                &format!(
                    "SELECT id FROM batch b WHERE who = ?1 AND act <> 'undo' AND act NOT IN {NOT_UNDONE}
                       AND EXISTS (SELECT 1 FROM change c WHERE c.batch = b.id)
                       AND NOT EXISTS (SELECT 1 FROM batch u WHERE u.undoes = b.id) ORDER BY id DESC LIMIT 1"
                ),
                [&by.who],
                |row| row.get(0),
            )
            .optional()?;
        last.ok_or(Error::NothingToUndo)
    }

    fn take_back(
        &mut self,
        batch: i64,
        (how, leaving): (Act, Leaving),
        by: &Signature,
        goes_on: &mut GoesOn<'_>,
    ) -> Result<Undone> {
        let order = |name: &str| (self.collation.key)(&self.own_language, name);
        let transaction = saving(&mut self.connection, self.looks_back, &self.soundness, self.continuity.as_ref())?;
        let warden = Warden::of(&transaction, self.login.as_deref(), by)?;
        let kinds: Vec<Kind> = changes_of(&transaction, batch)?.iter().map(|logged| logged.kind).collect();
        warden.demand(Deed::of(root_act(&transaction, batch)?, &kinds))?;
        let undone = taken_back(&transaction, batch, how, by, (&order, goes_on))?;
        if leaving == Leaving::Foreseen && !undone.left.is_empty() {
            transaction.rollback()?;
            return Ok(undone);
        }
        warden.look_after(&transaction, undone.records.iter().map(|(kind, _)| *kind))?;
        finish(transaction)?;
        self.after_saving(undone.records.iter().map(|(kind, _)| *kind))?;
        Ok(undone)
    }
}

/// Takes a batch back, part by part where it is a large one; at least one part, or it is refused.
fn taken_back(
    transaction: &Transaction<'_>,
    batch: i64,
    how: Act,
    by: &Signature,
    (order, goes_on): (&OrderKey<'_>, &mut GoesOn<'_>),
) -> Result<Undone> {
    let act = root_act(transaction, batch)?;
    let logged = changes_of(transaction, batch)?;
    if act == Act::Erasure {
        return Err(Error::Forgotten);
    }
    if matches!(act, Act::SetUp | Act::Access | Act::HandOut | Act::Reading | Act::Seal | Act::Restore) {
        return Err(Error::NotUndone(act));
    }
    let new_batch = match begin(transaction, how, "", by, Some(batch)) {
        Err(Error::Taken(_)) => return Err(Error::NothingToUndo),
        other => other?,
    };
    let mut undone = Undone { batch: new_batch, act, records: Vec::new(), parts: 0, left: Vec::new() };
    let (mut done, all) = (0, logged.len());
    for part in parts(act, logged)? {
        if !goes_on(done, all) {
            return Err(Error::Stopped);
        }
        done += part.len();
        transaction.execute_batch("SAVEPOINT part")?;
        match part_back(transaction, (batch, new_batch), &part, order) {
            Ok(()) => {
                undone.records.extend(part.iter().map(|logged| (logged.kind, logged.id)));
                undone.parts += 1;
            }
            Err(Error::BuiltUpon(upon)) => {
                transaction.execute_batch("ROLLBACK TO part")?;
                undone.left.push(*upon);
            }
            Err(error) => return Err(error),
        }
        transaction.execute_batch("RELEASE part")?;
    }
    match undone.left.pop_if(|_| undone.records.is_empty()) {
        Some(upon) => Err(Error::BuiltUpon(Box::new(upon))),
        None => Ok(undone),
    }
}

/// Gives the records of a part back what they were.
fn part_back(
    connection: &Transaction<'_>,
    (batch, new_batch): (i64, i64),
    part: &[Logged],
    order: &OrderKey<'_>,
) -> Result<()> {
    for logged in part {
        let (kind, id) = (logged.kind, logged.id);
        // Later changes that were themselves taken back do not count: what matters is what stands now.
        let now = super::log::newest_image(connection, kind, id)?;
        if !same(kind, now.as_deref(), logged.after.as_deref())? {
            return Err(upon::changed(connection, batch, kind, id)?);
        }
        let seen = match logged.after {
            Some(_) => Some(super::log::newest_version(connection, kind, id)?),
            None => None,
        };
        let after = logged.before.as_deref().map(|text| read::image(kind, text)).transpose()?;
        match write(connection, new_batch, &Write { kind, id: Some(id), seen, after }, order) {
            // Somebody hung a later record on one that the batch had created.
            Err(Error::InUse) => return Err(upon::hung(connection, kind, id)?),
            other => other?,
        };
    }
    Ok(())
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
