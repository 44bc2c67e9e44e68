//! The check of every opening: in the background, so that the first screen does not wait; saving does.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::Duration,
};

use super::{
    error::{Error, Result},
    open::for_reading,
    state,
    verify::Fault,
};

/// How long the check pauses before it tries again while somebody saves.
const PAUSE: Duration = Duration::from_millis(20);

/// What is known of whether an open register is whole; cheap to copy, and may go to another thread.
#[derive(Clone, Debug, Default)]
pub struct Soundness(Arc<Answer>);

#[derive(Debug, Default)]
struct Answer {
    faults: Mutex<Option<Vec<Fault>>>,
    known: Condvar,
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
        let begun = thread::Builder::new().name("check".to_owned()).spawn(move || asked.tell(faults(&path)));
        if begun.is_err() {
            sound.tell(vec![Fault::Structure("no thread for the check".to_owned())]);
        }
        sound
    }

    /// What is wrong with the register; waits until that is known. Nothing, for a whole one.
    pub fn wait(&self) -> Vec<Fault> {
        let faults = self.0.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.0.known.wait_while(faults, |faults| faults.is_none());
        known.unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default()
    }

    /// An error where the register is not whole; waits until that is known.
    pub fn demand(&self) -> Result<()> {
        let faults = self.wait();
        if faults.is_empty() { Ok(()) } else { Err(Error::NotWhole(faults)) }
    }

    /// Whether the register is whole, as an error where it is not; none where that is not known in time.
    pub fn within(&self, patience: Duration) -> Option<Result<()>> {
        let faults = self.0.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.0.known.wait_timeout_while(faults, patience, |faults| faults.is_none());
        let faults = known.unwrap_or_else(PoisonError::into_inner).0.clone()?;
        Some(if faults.is_empty() { Ok(()) } else { Err(Error::NotWhole(faults)) })
    }

    fn tell(&self, faults: Vec<Fault>) {
        *self.0.faults.lock().unwrap_or_else(PoisonError::into_inner) = Some(faults);
        self.0.known.notify_all();
    }
}

/// Checks a file with a connection of its own. What cannot be read is a fault; somebody who saves is waited for.
fn faults(path: &PathBuf) -> Vec<Fault> {
    loop {
        match for_reading(path).and_then(|connection| state::check_apart(&connection)) {
            Ok(faults) => return faults,
            Err(Error::Busy) => thread::sleep(PAUSE),
            Err(error) => return vec![Fault::Structure(error.to_string())],
        }
    }
}
