//! Signals that are only noted: for work in the shell that looks at them between two steps. The screen has a thread for them.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::Signal;

const NOTED: [Signal; 2] = [Signal::Interrupt, Signal::Terminate];

/// What has asked the program to end since it is only noted.
#[derive(Debug)]
pub struct Noted(Arc<AtomicUsize>);

impl Noted {
    /// The last signal that came; none so far.
    pub fn signal(&self) -> Option<Signal> {
        let code = self.0.load(Ordering::Relaxed);
        NOTED.into_iter().find(|signal| signal.exit_code() as usize == code)
    }
}

/// Has what asks the program to end only noted from now on, for work that is not to be cut off in the middle.
pub fn note_signals() -> io::Result<Noted> {
    let noted = Arc::new(AtomicUsize::new(0));
    #[cfg(unix)]
    // A dropped line is left to the system: whoever ran it so that it goes on then, wants it to.
    for signal in NOTED {
        let (number, code) = (signal.exit_code() - 128, signal.exit_code() as usize);
        signal_hook::flag::register_usize(number, Arc::clone(&noted), code)?;
    }
    Ok(Noted(noted))
}
