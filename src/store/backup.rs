//! Copies that are whole even while people save: SQLite's own backup, in one step, checked before it is said to be there.
//!
//! Beside the register `NAME.tugi` lies the folder `NAME.backups`. In it, `latest.tugi` is a whole copy at any moment: it is
//! replaced, never written to. The others are kept for some time; their names say when the last act in them was saved.

mod compare;
mod copy;
mod folder;
mod locked;
mod published;
mod publisher;
mod restore;
mod scratch;
mod snapshot;

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

pub use compare::{Comparison, Standing};
pub use folder::Backups;
pub use locked::is_locked;
pub use publisher::{Publisher, Saved};
pub use snapshot::{Snapshot, Why};

use super::{
    Collation, Store,
    error::{Error, Result},
    private::{beside, new_private_file},
    schema,
    verify::Verdict,
};

impl Store {
    /// Writes a whole copy to a new file, checks it and has it safely on the disk; refuses to overwrite, and leaves nothing
    /// behind when it fails.
    pub fn backup(&self, destination: &Path) -> Result<Verdict> {
        new_private_file(destination)?;
        let outcome = copy::write(&self.connection, destination)
            .and_then(|()| Self::scratch(destination, Collation::plain())?.verify())
            .and_then(
                |verdict| if verdict.faults.is_empty() { Ok(verdict) } else { Err(Error::NotWhole(verdict.faults)) },
            )
            .and_then(|verdict| File::open(destination)?.sync_all().map(|()| verdict).map_err(Error::from));
        if outcome.is_err() {
            std::fs::remove_file(destination)?;
        }
        outcome
    }
}

/// The files beside a register that belong to a save which goes on, or was cut off.
pub fn side_files(register: &Path) -> Vec<PathBuf> {
    let possible = ["-journal", "-wal"].map(|ending| beside(register, ending));
    possible.into_iter().filter(|path| path.metadata().is_ok_and(|facts| facts.len() > 0)).collect()
}

/// Keeps a copy of a register whose form is about to become that of this program.
pub(super) fn keep_before_upgrade(connection: &Connection, path: &Path) -> Result<()> {
    let changes = (1..schema::FORMAT).contains(&schema::format(connection)?);
    if changes && !connection.is_readonly(rusqlite::MAIN_DB)? {
        Backups::of(path).keep_of(connection, Why::Upgrade)?;
    }
    Ok(())
}
