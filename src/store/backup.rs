//! Copies that are whole even while people save: SQLite's own backup, in one step, checked before it is said to be there.
//!
//! Beside the register `NAME.tugi` lies the folder `NAME.backups`. In it, `latest.tugi` is a whole copy at any moment: it is
//! replaced, never written to. The others are kept for some time; their names say when the last act in them was saved.

mod copy;
mod folder;
mod published;
mod publisher;
mod snapshot;

use std::path::Path;

use rusqlite::Connection;

pub use folder::Backups;
pub use publisher::{Publisher, Saved};
pub use snapshot::{Snapshot, Why};

use super::{Collation, Store, error::Result, private::new_private_file, schema, verify::Verdict};

impl Store {
    /// Writes a whole copy to a new file and checks it; refuses to overwrite, and leaves nothing behind when it fails.
    pub fn backup(&self, destination: &Path) -> Result<Verdict> {
        new_private_file(destination)?;
        let outcome = copy::write(&self.connection, destination)
            .and_then(|()| Self::open(destination, Collation::plain())?.verify());
        match outcome {
            Ok(verdict) if verdict.faults.is_empty() => Ok(verdict),
            other => {
                std::fs::remove_file(destination)?;
                other
            }
        }
    }
}

/// Keeps a copy of a register whose form is about to become that of this program.
pub(super) fn keep_before_upgrade(connection: &Connection, path: &Path) -> Result<()> {
    let changes = (1..schema::FORMAT).contains(&schema::format(connection)?);
    if changes && !connection.is_readonly(rusqlite::MAIN_DB)? {
        Backups::of(path).keep_of(connection, Why::Upgrade)?;
    }
    Ok(())
}
