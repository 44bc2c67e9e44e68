//! What takes long in the shell: how far it is, for whoever looks on, and stopping it in order.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

use crate::term::{Noted, note_signals};

/// How often it is said how far it is.
const OFTEN: Duration = Duration::from_millis(200);

/// Work that takes long. What was said of it is taken away when it ends.
pub(super) struct Progress {
    /// What asks the program to end, once it may no longer do so in the middle; none where that cannot be asked for.
    noted: Option<Noted>,
    looked_on: bool,
    said_at: Instant,
    /// How many columns the last sentence took.
    width: usize,
}

impl Progress {
    /// Begins it: from now on Ctrl+C is only noted.
    pub(super) fn begin() -> Self {
        // The first sentence comes only when there is something to wait for.
        Self { noted: note_signals().ok(), looked_on: io::stderr().is_terminal(), said_at: Instant::now(), width: 0 }
    }

    /// Says how far it is, now and then; the answer is whether to go on.
    pub(super) fn goes_on(&mut self, sentence: impl FnOnce() -> String) -> bool {
        if self.looked_on && self.said_at.elapsed() >= OFTEN {
            self.said_at = Instant::now();
            self.say(&sentence());
        }
        self.noted.as_ref().is_none_or(|noted| noted.signal().is_none())
    }

    /// Takes away what was said, so that something else can be said in its place.
    pub(super) fn make_room(&mut self) {
        if self.width > 0 {
            self.say("");
            self.width = 0;
        }
    }

    fn say(&mut self, sentence: &str) {
        let width = sentence.chars().count();
        let blanks = " ".repeat(self.width.saturating_sub(width));
        // Whoever cannot be told is not waited for.
        let _ = write!(io::stderr(), "\r{sentence}{blanks}{}", if sentence.is_empty() { "\r" } else { "" });
        self.width = width;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.make_room();
    }
}
