//! The check of every opening: in the background, so that the first screen does not wait; saving does.

use std::{
    path::Path,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use super::{
    busy::wait_for_others,
    error::{Error, Result},
    settings::guard,
    state,
    verify::Fault,
};

/// How long the check leaves the file and the computer to the first screen, unless somebody waits for its answer.
const HEAD_START: Duration = Duration::from_millis(500);
/// How long the check leaves the file to those who save, after it has waited for them in vain.
const PAUSE: Duration = Duration::from_millis(20);

/// What is known of whether an open register is whole; cheap to copy, and may go to another thread.
#[derive(Clone, Debug, Default)]
pub struct Soundness(Arc<Answer>);

#[derive(Debug, Default)]
struct Answer {
    known: Mutex<Known>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Known {
    awaited: bool,
    faults: Option<Vec<Fault>>,
}

impl Soundness {
    /// Of a register that cannot be torn, as one in memory.
    pub(super) fn certain() -> Self {
        let sound = Self::default();
        sound.tell(Vec::new());
        sound
    }

    /// Begins the check of a file.
    pub(super) fn of(path: &Path) -> Self {
        let sound = Self::default();
        let (asked, path) = (sound.clone(), path.to_owned());
        let begun = thread::Builder::new().name("check".to_owned()).spawn(move || {
            asked.let_the_first_screen_go_ahead();
            asked.tell(faults(&path));
        });
        if begun.is_err() {
            sound.tell(vec![Fault::Structure("no thread for the check".to_owned())]);
        }
        sound
    }

    /// What is wrong with the register; waits until that is known. Nothing, for a whole one.
    pub fn wait(&self) -> Vec<Fault> {
        let known = self.0.news.wait_while(self.awaited(), |known| known.faults.is_none());
        known.unwrap_or_else(PoisonError::into_inner).faults.clone().unwrap_or_default()
    }

    /// An error where the register is not whole; waits until that is known.
    pub fn demand(&self) -> Result<()> {
        let faults = self.wait();
        if faults.is_empty() { Ok(()) } else { Err(Error::NotWhole(faults)) }
    }

    /// Whether the register is whole, as an error where it is not; none where that is not known in time.
    pub fn within(&self, patience: Duration) -> Option<Result<()>> {
        let known = self.0.news.wait_timeout_while(self.awaited(), patience, |known| known.faults.is_none());
        let faults = known.unwrap_or_else(PoisonError::into_inner).0.faults.clone()?;
        Some(if faults.is_empty() { Ok(()) } else { Err(Error::NotWhole(faults)) })
    }

    fn tell(&self, faults: Vec<Fault>) {
        self.known().faults = Some(faults);
        self.0.news.notify_all();
    }

    fn let_the_first_screen_go_ahead(&self) {
        drop(self.0.news.wait_timeout_while(self.known(), HEAD_START, |known| !known.awaited));
    }

    /// Has the check begin, since somebody waits for it.
    fn awaited(&self) -> MutexGuard<'_, Known> {
        let mut known = self.known();
        known.awaited = true;
        self.0.news.notify_all();
        known
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Checks a file with a connection of its own. What cannot be read is a fault; somebody who saves is waited for.
fn faults(path: &Path) -> Vec<Fault> {
    loop {
        match for_checking(path).and_then(|connection| state::check_apart(&connection, pause)) {
            Ok(faults) => return faults,
            Err(Error::Busy) => drop(pause()),
            Err(error) => return vec![Fault::Structure(error.to_string())],
        }
    }
}

/// Leaves the file to those who save for a moment; the check goes on after that.
fn pause() -> bool {
    thread::sleep(PAUSE);
    true
}

/// A connection that writes nothing but may take back what somebody left half written who was cut off a moment ago; a
/// connection for reading alone could not, and would take the file for damaged. Keeps what it has read, since it reads all
/// of it twice: as a structure and as rows.
fn for_checking(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    wait_for_others(&mut connection)?;
    guard(&connection)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -65536;")?;
    Ok(connection)
}
