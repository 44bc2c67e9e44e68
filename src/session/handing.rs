//! Handing out: a table of participants leaves the office, and the log says that it did.

use std::time::Duration;

use super::Session;
use crate::{domain::Act, store::Result};

impl Session {
    /// Notes that a table was handed out, also while another day is looked at; whoever may not print what is held on somebody may
    /// not hand out a table of everybody. Waits at most so long for somebody else's save.
    pub fn note_handing_out(&mut self, what: &str, patience: Duration) -> Result<()> {
        let past = self.seen().1.past;
        self.look_at(None, None)?;
        let noted = self.save(patience, |store, by| store.note(Act::HandOut, what, by));
        if let Some(past) = past {
            self.look_at(Some(past.as_of), past.known_on)?;
        }
        noted.map(drop)
    }
}
