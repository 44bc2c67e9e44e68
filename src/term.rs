//! The terminal: what it can do, the screen on it, the keys from it, and giving it back as it was.
//!
//! Knows crossterm, the back-end trait of ratatui and [`crate::ui::Input`]; knows no screen, no word and no register.
//! This is the only place with threads, and all of them sleep until something happens.

mod backend;
mod capabilities;
#[cfg(any(windows, test))]
mod console;
#[cfg(any(unix, test))]
mod decoder;
mod events;
mod glyphs;
mod guard;
mod noted;
mod paint;
mod reader;
mod secret;
#[cfg(any(unix, test))]
mod sequence;
mod signals;
mod watch;

use std::io;

use ratatui::Frame;

use backend::Backend;

pub use capabilities::{Capabilities, Colours, Glyphs, Unusable, Wishes};
pub use events::{Event, listen};
pub use glyphs::stand_in;
pub use guard::on_panic;
pub use noted::{Noted, note_signals};
pub use secret::ask_secretly;
pub use signals::Signal;

/// The terminal while Tugi has it; dropping it gives it back as it was.
pub struct Terminal {
    screen: ratatui::Terminal<Backend<guard::Output>>,
    stale: bool,
    _guard: guard::Guard,
}

impl Terminal {
    /// Takes the terminal over, or says why that cannot be.
    pub fn open(capabilities: &Capabilities) -> Result<Self, Unusable> {
        let guard = guard::Guard::enter(*capabilities)?;
        let backend = Backend::new(guard::Output, *capabilities, guard::size);
        Ok(Self { screen: ratatui::Terminal::new(backend)?, stale: false, _guard: guard })
    }

    /// Draws one frame: only what differs from the last one is written, in one piece, and nothing if nothing does.
    ///
    /// The one thing that can go wrong is that the terminal is gone, which is [`Signal::HangUp`].
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> Result<(), Signal> {
        self.try_draw(view).map_err(|_| Signal::HangUp)
    }

    fn try_draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        let was_away = guard::was_away();
        if std::mem::take(&mut self.stale) || was_away {
            self.screen.clear()?;
        }
        self.screen.draw(view).map(|_| ())
    }

    /// Forgets what the screen shows, so that the next frame is written whole.
    pub const fn redraw(&mut self) {
        self.stale = true;
    }

    /// Columns and rows, never 0.
    pub fn size(&self) -> (u16, u16) {
        let size = self.screen.size().unwrap_or(guard::USUAL_SIZE);
        (size.width, size.height)
    }
}
