//! Renews the published copy while the screen's program runs: in the background, a moment after the last save.
//!
//! The thread sleeps until it is told of a save; then it waits until nothing more is saved for a while, but not for ever, and
//! makes the copy. Typing never waits for it, and a program in which nothing happens never wakes it.

use std::{
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use super::Backups;
use crate::store::error::{Error, Result};

/// How long nothing must be saved before the copy is made.
const QUIET: Duration = Duration::from_secs(2);
/// The same for what others save: their own programs make the copy, unless they were ended.
const QUIET_ELSEWHERE: Duration = Duration::from_secs(15);
/// How old the copy may get while people save without a pause.
const OLDEST: Duration = Duration::from_mins(1);
/// Of the time, at most this part is spent on copies of a large register.
const SHARE: u32 = 20;
/// How long is waited before a copy is tried again for which others left no room.
const AGAIN: Duration = Duration::from_secs(5);

/// Who saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The user of this program.
    Here,
    /// Somebody else.
    Elsewhere,
}

/// Keeps the published copy fresh; dropping it ends that, after a copy that is being made.
#[derive(Debug)]
pub struct Publisher(Sender<Saved>);

impl Publisher {
    /// Begins to keep the copy of a register fresh; `trouble` hears of a copy that could not be made, once until one could.
    pub fn begin(register: &Path, trouble: impl FnMut(Error) + Send + 'static) -> Result<Self> {
        let (sender, saves) = mpsc::channel();
        let backups = Backups::of(register);
        let copying = move || keep_fresh(&saves, &mut || backups.publish().map(drop), trouble);
        thread::Builder::new().name("copy".to_owned()).spawn(copying)?;
        Ok(Self(sender))
    }

    /// Tells it that something was saved.
    pub fn saved(&self, by: Saved) {
        // The thread is there as long as this is.
        let _ = self.0.send(by);
    }
}

/// When the next copy is to be made.
#[derive(Clone, Copy, Debug)]
struct Due {
    /// However much is saved, then at the latest.
    latest: Instant,
    /// Not before, so that a large register is not copied all the time.
    rested: Instant,
    at: Instant,
}

impl Due {
    fn after_the_first(saved: Saved, now: Instant, rested: Instant) -> Self {
        let mut due = Self { latest: now + OLDEST, rested, at: now + OLDEST };
        due.put_off(saved, now);
        due
    }

    /// Another save: the copy waits until it is quiet again. What somebody else saves does not put one's own off.
    fn put_off(&mut self, saved: Saved, now: Instant) {
        let quiet = match saved {
            Saved::Here => now + QUIET,
            Saved::Elsewhere => (now + QUIET_ELSEWHERE).min(self.at),
        };
        self.at = quiet.min(self.latest).max(self.rested);
    }
}

fn keep_fresh(saves: &Receiver<Saved>, publish: &mut dyn FnMut() -> Result<()>, mut trouble: impl FnMut(Error)) {
    let (mut rested, mut troubled) = (Instant::now(), false);
    while let Ok(first) = saves.recv() {
        let mut due = Due::after_the_first(first, Instant::now(), rested);
        loop {
            match saves.recv_timeout(due.at.saturating_duration_since(Instant::now())) {
                Ok(saved) => due.put_off(saved, Instant::now()),
                // What was not copied yet is copied at the end, by whoever ends this.
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if Instant::now() < due.at {
                continue;
            }
            let begun = Instant::now();
            let outcome = publish();
            rested = Instant::now() + begun.elapsed() * SHARE;
            match outcome {
                Err(Error::Busy) => due.at = Instant::now() + AGAIN,
                Err(error) if !troubled => {
                    troubled = true;
                    trouble(error);
                    break;
                }
                outcome => {
                    troubled = outcome.is_err();
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_due_two_seconds_after_the_last_save_and_a_minute_after_the_first() {
        let start = Instant::now();
        let mut due = Due::after_the_first(Saved::Here, start, start);
        assert_eq!(due.at, start + QUIET);
        for second in 1..=100 {
            due.put_off(Saved::Here, start + Duration::from_secs(second));
            assert!(due.at <= start + OLDEST);
        }
        assert_eq!(due.at, start + OLDEST);
    }

    #[test]
    fn what_others_save_waits_longer_and_does_not_put_off_ones_own() {
        let start = Instant::now();
        let mut due = Due::after_the_first(Saved::Elsewhere, start, start);
        assert_eq!(due.at, start + QUIET_ELSEWHERE);
        due.put_off(Saved::Here, start + Duration::from_secs(1));
        assert_eq!(due.at, start + Duration::from_secs(3));
        due.put_off(Saved::Elsewhere, start + Duration::from_secs(2));
        assert_eq!(due.at, start + Duration::from_secs(3));
    }

    #[test]
    fn a_large_register_is_not_copied_all_the_time() {
        let start = Instant::now();
        let rested = start + Duration::from_secs(200);
        assert_eq!(Due::after_the_first(Saved::Here, start, rested).at, rested);
    }
}
