//! The keyboard thread: sleeps until something is typed, takes all of it, sends it as one batch.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use notify::RecommendedWatcher;

use super::Event;

/// Starts the thread. It keeps the watcher of the folder alive for as long as it runs.
pub(super) fn listen(sender: Sender<Event>, watcher: Option<RecommendedWatcher>) -> io::Result<()> {
    thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
        let _watcher = watcher;
        read(&sender);
    })?;
    Ok(())
}

#[cfg(unix)]
use unix::read;

#[cfg(unix)]
mod unix {
    use std::io::{self, Stdin};
    use std::sync::mpsc::Sender;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use super::super::decoder::Decoder;
    use super::super::signals::{Signal, stop};
    use super::Event;

    /// A batch ends here at the latest, so that a huge paste shows that it is under way.
    const BATCH: usize = 64 * 1024;

    /// Reads bytes, not crossterm's events: those stall after 1024 bytes that came at once, lose an Esc that came with
    /// the next key, and spin for ever when the line has dropped.
    pub(super) fn read(sender: &Sender<Event>) {
        let keyboard = io::stdin();
        let mut decoder = Decoder::default();
        loop {
            let patience = decoder.deadline().map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let inputs = match wait(&keyboard, patience) {
                Ok(true) => match read_all(&keyboard) {
                    Ok(bytes) => decoder.feed(&bytes, Instant::now()),
                    Err(_) => break,
                },
                Ok(false) => decoder.expire(Instant::now()),
                Err(_) => break,
            };
            if !inputs.is_empty() && sender.send(Event::Inputs(inputs)).is_err() {
                return;
            }
        }
        stop(Signal::HangUp, sender);
    }

    /// Waits until something was typed, and says whether there was before `patience` ran out.
    fn wait(keyboard: &Stdin, patience: Option<Duration>) -> Result<bool, Errno> {
        let mut watched = [PollFd::new(keyboard, PollFlags::IN)];
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        match poll(&mut watched, patience.as_ref()) {
            Err(Errno::INTR) | Ok(0) => Ok(false),
            Err(error) => Err(error),
            Ok(_) if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => Err(Errno::IO),
            Ok(_) => Ok(true),
        }
    }

    /// All that waits; an error if the line has dropped.
    fn read_all(keyboard: &Stdin) -> Result<Vec<u8>, Errno> {
        let mut bytes = Vec::new();
        let mut piece = [0; 4096];
        loop {
            match rustix::io::read(keyboard, &mut piece) {
                Ok(0) => return Err(Errno::IO),
                Ok(count) => bytes.extend_from_slice(&piece[..count]),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) => return Err(error),
            }
            if bytes.len() >= BATCH || !wait(keyboard, Some(Duration::ZERO))? {
                return Ok(bytes);
            }
        }
    }
}

#[cfg(not(unix))]
fn read(sender: &Sender<Event>) {
    use std::time::Duration;

    use crossterm::event;

    while let Ok(first) = event::read() {
        let mut inputs: Vec<_> = super::console::input(first).into_iter().collect();
        while event::poll(Duration::ZERO).unwrap_or(false) {
            let Ok(next) = event::read() else { break };
            inputs.extend(super::console::input(next));
        }
        if !inputs.is_empty() && sender.send(Event::Inputs(inputs)).is_err() {
            return;
        }
    }
    let _ = sender.send(Event::Stopped(super::Signal::HangUp));
}
