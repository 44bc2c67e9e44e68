//! Signals, in a thread of their own: a program that waits for its terminal would never look at a flag.
//!
//! The main loop is told and may end properly. If it has not done so in time, the terminal is given back and the
//! program ended here, whatever the main loop is stuck in.

use std::io;
use std::sync::mpsc::Sender;

use super::Event;

/// What told the program to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Signal {
    /// The line dropped or the window was closed.
    #[error("the line to the terminal dropped")]
    HangUp,
    /// Somebody interrupted it from outside; Ctrl+C at the keyboard is a key.
    #[error("interrupted")]
    Interrupt,
    /// Somebody, or the system going down, asked it to end.
    #[error("asked to end")]
    Terminate,
}

impl Signal {
    /// The exit code by which the shell knows the signal: 128 and its number.
    pub const fn exit_code(self) -> i32 {
        match self {
            Self::HangUp => 128 + 1,
            Self::Interrupt => 128 + 2,
            Self::Terminate => 128 + 15,
        }
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
pub(super) fn listen(_sender: Sender<Event>) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
pub(super) use unix::{listen, stop};

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level;

    use crate::ui::Input;

    use super::super::guard;
    use super::{Event, Sender, Signal, io};

    /// How long the main loop has for ending properly.
    const PATIENCE: Duration = Duration::from_millis(1500);

    /// How long a terminal may take to accept the few bytes that put it right.
    const LAST_BYTES: Duration = Duration::from_millis(250);

    /// Starts the thread. Signals that come from now on are no longer lost.
    pub(in super::super) fn listen(sender: Sender<Event>) -> io::Result<()> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGHUP => stop(Signal::HangUp, &sender),
                    SIGINT => stop(Signal::Interrupt, &sender),
                    SIGTERM => stop(Signal::Terminate, &sender),
                    SIGTSTP => {
                        guard::lend();
                        let _ = low_level::emulate_default_handler(SIGTSTP);
                    }
                    SIGCONT if guard::take_again() => send_size(&sender),
                    SIGWINCH => send_size(&sender),
                    _ => {}
                }
            }
        })?;
        Ok(())
    }

    /// Tells the main loop to end, and ends the program without it if it does not.
    pub(in super::super) fn stop(signal: Signal, sender: &Sender<Event>) {
        static STOPPING: AtomicBool = AtomicBool::new(false);
        if STOPPING.swap(true, Ordering::Relaxed) {
            return;
        }
        let _ = sender.send(Event::Stopped(signal));
        let ending = thread::Builder::new().spawn(move || {
            thread::sleep(PATIENCE);
            end(signal);
        });
        if ending.is_err() {
            end(signal);
        }
    }

    fn end(signal: Signal) -> ! {
        guard::leave_within(LAST_BYTES);
        // At once, without waiting for a main loop that may be stuck: the file is whole after any kind of end.
        low_level::exit(signal.exit_code())
    }

    /// A new size, or the old one on a screen that has to be drawn again.
    fn send_size(sender: &Sender<Event>) {
        if let Ok(size) = guard::size() {
            let _ = sender.send(Event::Inputs(vec![Input::Resize(size.width, size.height)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_those_the_shell_knows() {
        assert_eq!([Signal::HangUp, Signal::Interrupt, Signal::Terminate].map(Signal::exit_code), [129, 130, 143]);
    }
}
