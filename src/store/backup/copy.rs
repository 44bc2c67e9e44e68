//! One copy of a database in one step, and whether it is whole.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};

use crate::store::{
    busy::wait_for_others,
    error::{Error, Result},
    open::for_reading,
    state,
    verify::{Fault, structure},
};

/// How long a copy is tried while others save.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// How long is paused before it is tried again.
const PAUSE: Duration = Duration::from_millis(3);

/// Opens a file only for reading; waits for whoever saves there.
pub(super) fn open(path: &Path) -> Result<Connection> {
    let mut connection = for_reading(path)?;
    wait_for_others(&mut connection)?;
    Ok(connection)
}

/// Writes everything into an empty file that nobody else knows of. It is not safely on the disk yet.
pub(super) fn write(source: &Connection, file: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(file, flags)?;
    // What is half written is thrown away, so that nothing has to be kept for taking it back.
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    pour(source, &mut copy)
}

/// Writes everything into another database, in one step.
pub(super) fn pour(source: &Connection, target: &mut Connection) -> Result<()> {
    let backup = Backup::new(source, target)?;
    let begun = Instant::now();
    loop {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ if begun.elapsed() > PATIENCE => return Err(Error::Busy),
            // The step that waits for the source has waited by itself; one that did not must not run hot.
            _ => thread::sleep(PAUSE),
        }
    }
}

/// What is wrong with a copy that nobody writes to: its structure, and whether it is one state of the register.
pub(super) fn faults(file: &Path) -> Result<Vec<Fault>> {
    let copy = for_reading(file)?;
    if state::is_kept(&copy)? { state::check_apart(&copy, || false) } else { structure(&copy) }
}
