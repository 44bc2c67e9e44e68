//! A copy that is whole even while people save: SQLite's own backup, in one step, checked before it is said to be there.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, backup::Backup, backup::StepResult};

use super::{
    Collation, Store,
    error::{Error, Result},
    open::new_private_file,
    verify::Verdict,
};

/// How often a copy is begun anew while others save.
const TRIES: u32 = 100;

impl Store {
    /// Writes a whole copy to a new file and checks it; refuses to overwrite, and leaves nothing behind when it fails.
    pub fn backup(&self, destination: &Path) -> Result<Verdict> {
        new_private_file(destination)?;
        let outcome = self.copy_to(destination).and_then(|()| Self::open(destination, Collation::plain())?.verify());
        match outcome {
            Ok(verdict) if verdict.faults.is_empty() => Ok(verdict),
            other => {
                std::fs::remove_file(destination)?;
                other
            }
        }
    }

    fn copy_to(&self, destination: &Path) -> Result<()> {
        let mut copy = Connection::open(destination)?;
        let backup = Backup::new(&self.connection, &mut copy)?;
        for _ in 0..TRIES {
            match backup.step(-1)? {
                StepResult::Done => return Ok(()),
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
        Err(Error::Busy)
    }
}
