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
    fs::{self, File},
    io::ErrorKind,
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
        made_whole(destination, |part| {
            copy::write(&self.connection, part)?;
            let verdict = Self::scratch(part, Collation::plain())?.verify()?;
            if !verdict.faults.is_empty() {
                return Err(Error::NotWhole(verdict.faults));
            }
            File::open(part)?.sync_all()?;
            Ok(verdict)
        })
    }
}

/// Has a new file made beside its place, under a name that nobody takes for a copy, and gives it its name once it is whole; never
/// in the place of another. Whoever is cut off in the middle leaves `NAME.part`.
fn made_whole<T>(destination: &Path, make: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    let taken = || Error::Exists(destination.to_owned());
    if destination.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let part = beside(destination, ".part");
    new_private_file(&part)?;
    let part = folder::Part(part);
    let made = make(&part.0)?;
    match fs::hard_link(&part.0, destination) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(taken()),
        // Where a file cannot have two names it is renamed, and only then could somebody else's be lost who was as quick.
        Err(_) if destination.symlink_metadata().is_ok() => return Err(taken()),
        Err(_) => fs::rename(&part.0, destination)?,
    }
    drop(part);
    folder::sync_folder_of(destination)?;
    Ok(made)
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
