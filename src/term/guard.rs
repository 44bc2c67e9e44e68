//! Entering the terminal and leaving it as it was: at the end, after an error, a panic or a signal.
//!
//! There is one terminal in a process, and the main loop, the signal thread and a panic may all want to leave it.
//! Hence one record of it behind one lock; leaving twice is nothing.

use std::io::{self, IsTerminal, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
#[cfg(unix)]
use std::{sync::mpsc, thread, time::Duration};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Size;

use super::{Capabilities, Unusable};

/// How the terminal stands.
enum Hold {
    /// Not ours.
    Free,
    /// Ours: raw, with our screen on it.
    Taken(Capabilities),
    /// Lent to the shell while the program is stopped.
    #[cfg(unix)]
    Lent(Capabilities),
}

static HOLD: Mutex<Hold> = Mutex::new(Hold::Free);

/// The size of a terminal that does not know its own, as on a serial line.
pub(super) const USUAL_SIZE: Size = Size::new(80, 24);

/// Whether somebody else has written on the screen since the last frame.
static WAS_AWAY: AtomicBool = AtomicBool::new(false);

/// Has the terminal until it is dropped.
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, own screen, marked pastes, as far as it has them.
    pub(super) fn enter(capabilities: Capabilities) -> Result<Self, Unusable> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Unusable::NotATerminal);
        }
        take(&mut hold(), capabilities)?;
        Ok(Self(()))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Writes on the screen while it is ours, and drops what comes when it is not.
pub(super) struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The lock is kept while writing, so that leaving cannot come in the middle of a frame.
        if matches!(*hold(), Hold::Taken(_)) {
            io::stdout().write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

/// Gives the terminal back as it was; nothing if it is not ours.
pub(super) fn leave() {
    let mut hold = hold();
    if let Hold::Taken(capabilities) = *hold {
        give_back(capabilities);
    }
    *hold = Hold::Free;
}

/// Gives the terminal back, but does not wait longer than `limit` for one that takes no more bytes.
#[cfg(unix)]
pub(super) fn leave_within(limit: Duration) {
    // The mode first: it needs no room on the line. Whoever holds the lock may be stuck in a write.
    let _ = disable_raw_mode();
    let (done, wait) = mpsc::channel();
    let leaving = thread::Builder::new().spawn(move || {
        leave();
        let _ = done.send(());
    });
    if leaving.is_ok() {
        let _ = wait.recv_timeout(limit);
    }
}

/// Lends the terminal to the shell.
#[cfg(unix)]
pub(super) fn lend() {
    let mut hold = hold();
    if let Hold::Taken(capabilities) = *hold {
        give_back(capabilities);
        *hold = Hold::Lent(capabilities);
    }
}

/// Takes the terminal again after the program was stopped; says whether there is something to redraw.
#[cfg(unix)]
pub(super) fn take_again() -> bool {
    let mut hold = hold();
    let capabilities = match *hold {
        Hold::Free => return false,
        // Stopped without warning: the shell has set the terminal to its own mode meanwhile.
        Hold::Taken(capabilities) => {
            let _ = disable_raw_mode();
            capabilities
        }
        Hold::Lent(capabilities) => capabilities,
    };
    WAS_AWAY.store(true, Ordering::Relaxed);
    // If it cannot be taken any more, the reader finds that out too, and ends the program.
    take(&mut hold, capabilities).is_ok()
}

/// Whether somebody else has written on the screen since this was last asked.
pub(super) fn was_away() -> bool {
    WAS_AWAY.swap(false, Ordering::Relaxed)
}

/// The size of the terminal, never 0.
pub(super) fn size() -> io::Result<Size> {
    let (columns, rows) = columns_and_rows()?;
    Ok(if columns == 0 || rows == 0 { USUAL_SIZE } else { Size::new(columns, rows) })
}

#[cfg(unix)]
fn columns_and_rows() -> io::Result<(u16, u16)> {
    // Not crossterm's: that one opens a file each time, and starts a program when the line has dropped.
    let size = rustix::termios::tcgetwinsize(io::stdout())?;
    Ok((size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn columns_and_rows() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// From now on a panic first gives the terminal back and then calls `report`, whose words can be read then; one that is `foreseen`
/// is nothing to speak of.
///
/// `report` must not panic itself, as `eprintln!` does when the line has dropped: that would be the end at once.
pub fn on_panic(foreseen: fn() -> bool, report: impl Fn(&PanicHookInfo<'_>) + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info| {
        if foreseen() {
            return;
        }
        leave();
        report(info);
    }));
}

fn hold() -> MutexGuard<'static, Hold> {
    HOLD.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take(hold: &mut Hold, capabilities: Capabilities) -> io::Result<()> {
    // The native Windows console has to be told to understand the sequences.
    #[cfg(windows)]
    crossterm::ansi_support::supports_ansi();
    enable_raw_mode()?;
    *hold = Hold::Taken(capabilities);
    let entered = write_now(&entering(capabilities));
    if entered.is_err() {
        give_back(capabilities);
        *hold = Hold::Free;
    }
    entered
}

/// Nothing here may fail: there is nobody left to tell.
fn give_back(capabilities: Capabilities) {
    let _ = write_now(&leaving(capabilities));
    let _ = disable_raw_mode();
}

fn write_now(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn entering(capabilities: Capabilities) -> String {
    let screen = if capabilities.alternate_screen { "\x1b[?1049h" } else { "" };
    let paste = if capabilities.bracketed_paste { "\x1b[?2004h" } else { "" };
    format!("{screen}{paste}\x1b[H\x1b[2J")
}

fn leaving(capabilities: Capabilities) -> String {
    let paste = if capabilities.bracketed_paste { "\x1b[?2004l" } else { "" };
    let screen = if capabilities.alternate_screen { "\x1b[?1049l" } else { "\x1b[H\x1b[2J" };
    format!("\x1b[m{paste}\x1b[?25h{screen}")
}

#[cfg(test)]
mod tests {
    use super::super::{Colours, Glyphs};
    use super::*;

    const fn with(alternate_screen: bool, bracketed_paste: bool) -> Capabilities {
        Capabilities { colours: Colours::None, glyphs: Glyphs::Ascii, alternate_screen, bracketed_paste, utf8: true }
    }

    #[test]
    fn what_entering_turns_on_leaving_turns_off() {
        let modern = with(true, true);
        for mode in ["1049", "2004"] {
            assert!(entering(modern).contains(&format!("?{mode}h")));
            assert!(leaving(modern).contains(&format!("?{mode}l")));
        }
        assert!(leaving(modern).contains("\x1b[?25h"));
    }

    #[test]
    fn a_plain_terminal_is_cleared_instead_and_gets_no_mode_it_lacks() {
        let plain = with(false, false);
        for text in [entering(plain), leaving(plain)] {
            assert!(text.ends_with("\x1b[H\x1b[2J"));
            assert!(!text.contains("1049") && !text.contains("2004"));
        }
    }

    #[test]
    fn leaving_a_terminal_that_was_never_taken_is_nothing() {
        leave();
        leave();
        assert!(matches!(*hold(), Hold::Free));
    }
}
