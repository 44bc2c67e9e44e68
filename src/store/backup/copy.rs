//! One copy of a database in one step, and whether it is whole.

use std::{path::Path, thread, time::Duration};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};

use crate::store::{
    error::{Error, Result},
    open::for_reading,
    state,
    verify::{Fault, structure},
};

/// How often a copy is begun anew while others save, and how long is waited each time: at most ten seconds.
const TRIES: u32 = 3_000;
const PAUSE: Duration = Duration::from_millis(3);

/// Opens a file only for reading; waits for whoever saves there.
pub(super) fn open(path: &Path) -> Result<Connection> {
    let mut connection = for_reading(path)?;
    wait_for_others(&mut connection)?;
    Ok(connection)
}

/// Has a connection ask often, and long enough, while others save: the moments in between are short.
pub(super) fn wait_for_others(connection: &mut Connection) -> Result<()> {
    let patient = |tries: i32| {
        thread::sleep(PAUSE);
        tries.cast_unsigned() < TRIES
    };
    Ok(connection.busy_handler(Some(patient))?)
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
    for _ in 0..TRIES {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            // The step that waits for the source has waited by itself; one that did not must not run hot.
            _ => thread::sleep(PAUSE),
        }
    }
    Err(Error::Busy)
}

/// What is wrong with a copy that nobody writes to: its structure, and whether it is one state of the register.
pub(super) fn faults(file: &Path) -> Result<Vec<Fault>> {
    let copy = for_reading(file)?;
    if state::is_kept(&copy)? { state::check_apart(&copy, || false) } else { structure(&copy) }
}
