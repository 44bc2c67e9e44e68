//! Whether the open file goes on from where this session last saw it. A file that was overwritten in place looks the same to
//! SQLite; whoever saved to it would save over what others had saved since.

use std::{cell::RefCell, path::PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::{
    Head, Store, chain,
    error::{Error, Result},
    place::{self, Identity},
};
use crate::domain::{Act, Choice};

/// What this session last saw of the file.
#[derive(Debug)]
pub(super) struct Continuity {
    path: PathBuf,
    identity: Identity,
    /// The head of the change log, and when its newest act was saved.
    head: RefCell<Head>,
    saved_at: RefCell<String>,
}

impl Continuity {
    /// Refuses a place where the file was moved, replaced or emptied, where it has got a second name, or where something lies in
    /// the way of a save. To be asked before SQLite is.
    pub(super) fn same_place(&self) -> Result<()> {
        place::unchanged(&self.path, self.identity)
    }

    /// Refuses a file that was overwritten since it was last looked at; remembers what has come since.
    pub(super) fn go_on(&self, connection: &Connection) -> Result<()> {
        let seen = self.head.borrow().clone();
        let goes_on = seen.batch == 0 || chain::digest(connection, seen.batch)? == Some(seen.digest);
        if !goes_on && !restored_since(connection, &self.saved_at.borrow())? {
            return Err(Error::Overwritten);
        }
        self.head.replace(chain::newest(connection)?.unwrap_or_default());
        self.saved_at.replace(saved_at(connection)?);
        Ok(())
    }
}

/// When the newest act was saved.
fn saved_at(connection: &Connection) -> Result<String> {
    let at = connection
        .prepare_cached("SELECT at FROM batch ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(at.unwrap_or_default())
}

/// Whether Tugi itself has brought an older state back since then, and said so in the log: that is no accident.
fn restored_since(connection: &Connection, moment: &str) -> Result<bool> {
    let found = connection
        .prepare_cached("SELECT 1 FROM batch WHERE act = ?1 AND at >= ?2 LIMIT 1")?
        .exists((Act::Restore.code(), moment))?;
    Ok(found)
}

impl Store {
    /// Takes the file as it is now for the one that every save goes on from.
    pub(super) fn watch_from_here(&mut self) -> Result<()> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        let head = RefCell::new(chain::newest(&self.connection)?.unwrap_or_default());
        let saved_at = RefCell::new(saved_at(&self.connection)?);
        self.continuity = Some(Continuity { identity: Identity::at(&path)?, path, head, saved_at });
        Ok(())
    }

    /// Refuses to go on where the file is no longer the one that this session has read. Every save asks it; to be asked, too, when
    /// something has happened to the file.
    pub fn still_the_same(&self) -> Result<()> {
        let Some(seen) = &self.continuity else { return Ok(()) };
        seen.same_place()?;
        seen.go_on(&self.connection)
    }
}
