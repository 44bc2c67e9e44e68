//! The back end under ratatui: cells to bytes, gathered and written in one piece per frame.
//!
//! Remembers how the terminal stands (place, look, cursor), so that a frame in which nothing changed writes nothing.
//! Sends no question to the terminal and never turns the mouse on.

use std::io::{self, Write};

use ratatui::backend::{ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::paint::Paint;
use super::{Capabilities, glyphs};

/// Draws on anything that takes bytes.
pub(super) struct Backend<W> {
    out: W,
    capabilities: Capabilities,
    size: fn() -> io::Result<Size>,
    frame: Vec<u8>,
    /// Where the terminal will write next; `None` if that is not known.
    place: Option<Position>,
    /// The look the terminal writes in.
    paint: Paint,
    /// Whether the terminal shows its cursor; `None` if that is not known.
    cursor_shown: Option<bool>,
    cursor_wanted: bool,
    cursor_place: Position,
}

impl<W: Write> Backend<W> {
    /// Draws on `out`, whose size is asked for before each frame.
    pub(super) fn new(out: W, capabilities: Capabilities, size: fn() -> io::Result<Size>) -> Self {
        Self {
            out,
            capabilities,
            size,
            frame: Vec::new(),
            place: None,
            paint: Paint::default(),
            cursor_shown: None,
            cursor_wanted: true,
            cursor_place: Position::ORIGIN,
        }
    }

    fn go_to(&mut self, place: Position) {
        if self.place == Some(place) {
            return;
        }
        // Writing to memory cannot fail.
        let _ = write!(self.frame, "\x1b[{};{}H", place.y.saturating_add(1), place.x.saturating_add(1));
        self.place = Some(place);
    }

    fn write_cell(&mut self, place: Position, cell: &Cell) {
        self.go_to(place);
        let paint = Paint::of(cell, self.capabilities.colours);
        paint.write_after(self.paint, &mut self.frame);
        self.paint = paint;
        let symbol = glyphs::shown(cell.symbol(), self.capabilities.glyphs);
        self.frame.extend_from_slice(symbol.as_bytes());
        // Terminals disagree how far a letter with marks or a joined picture moves the place, so it is gone to again.
        let is_sure = symbol.chars().nth(1).is_none();
        // At the right edge this lies outside the screen, so the next cell is always gone to.
        let next = Position { x: place.x.saturating_add(symbol.width() as u16), ..place };
        self.place = is_sure.then_some(next);
    }

    /// Brings the terminal to a known state, whatever was there: plain look, nothing on the screen.
    fn wipe(&mut self) {
        self.frame.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
        self.place = Some(Position::ORIGIN);
        self.paint = Paint::default();
        self.cursor_shown = None;
    }

    fn set_cursor(&mut self) {
        if self.cursor_wanted {
            self.go_to(self.cursor_place);
        }
        if self.cursor_shown != Some(self.cursor_wanted) {
            self.frame.extend_from_slice(if self.cursor_wanted { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(self.cursor_wanted);
        }
    }
}

impl<W: Write> ratatui::backend::Backend for Backend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.write_cell(Position { x, y }, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_wanted = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_wanted = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor_place)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor_place = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.wipe();
        Ok(())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let code: &[u8] = match clear_type {
            ClearType::All => return self.clear(),
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        };
        self.go_to(self.cursor_place);
        Paint::default().write_after(self.paint, &mut self.frame);
        self.paint = Paint::default();
        self.frame.extend_from_slice(code);
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        (self.size)()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: (self.size)()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.set_cursor();
        if self.frame.is_empty() {
            return Ok(());
        }
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        written
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use ratatui::Terminal;
    use ratatui::style::Stylize;
    use ratatui::text::Line;

    use super::super::{Colours, Glyphs};
    use super::*;

    /// Keeps each write apart.
    #[derive(Clone, Default)]
    struct Writes(Rc<RefCell<Vec<String>>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().push(String::from_utf8(bytes.to_vec()).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Screen {
        terminal: Terminal<Backend<Writes>>,
        writes: Writes,
    }

    impl Screen {
        fn new(colours: Colours, glyphs: Glyphs, size: fn() -> io::Result<Size>) -> Self {
            let capabilities =
                Capabilities { colours, glyphs, alternate_screen: true, bracketed_paste: true, utf8: true };
            let writes = Writes::default();
            let terminal = Terminal::new(Backend::new(writes.clone(), capabilities, size)).unwrap();
            Self { terminal, writes }
        }

        fn modern() -> Self {
            Self::new(Colours::Sixteen, Glyphs::Unicode, || Ok(Size::new(20, 3)))
        }

        /// Draws a line with the cursor on its first letter and returns what was written for it.
        fn draw(&mut self, line: Line<'_>) -> Vec<String> {
            self.terminal
                .draw(|frame| {
                    frame.render_widget(line, frame.area());
                    frame.set_cursor_position((0, 0));
                })
                .unwrap();
            self.writes.0.borrow_mut().drain(..).collect()
        }
    }

    #[test]
    fn a_frame_is_one_write_and_shows_the_cursor() {
        let mut screen = Screen::modern();
        assert_eq!(screen.draw("Õie".into()), ["\x1b[1;1HÕie\x1b[1;1H\x1b[?25h"]);
    }

    #[test]
    fn a_frame_in_which_nothing_changed_writes_nothing() {
        let mut screen = Screen::modern();
        screen.draw("Õie".bold().into());
        assert_eq!(screen.draw("Õie".bold().into()), [""; 0]);
    }

    #[test]
    fn only_what_changed_is_written_and_the_cursor_comes_back() {
        let mut screen = Screen::modern();
        screen.draw("Õie 1".into());
        assert_eq!(screen.draw("Õie 2".into()), ["\x1b[1;5H2\x1b[1;1H"]);
    }

    #[test]
    fn a_wide_sign_moves_the_place_by_two() {
        let mut screen = Screen::modern();
        assert_eq!(screen.draw("日本x".into()), ["\x1b[1;1H日本x\x1b[1;1H\x1b[?25h"]);
    }

    #[test]
    fn after_a_letter_of_several_signs_the_place_is_said_again() {
        let mut screen = Screen::modern();
        assert_eq!(screen.draw("Z\u{335}x".into()), ["\x1b[1;1HZ\u{335}\x1b[1;2Hx\x1b[1;1H\x1b[?25h"]);
    }

    #[test]
    fn redrawing_wipes_first_in_the_plain_look() {
        let mut screen = Screen::modern();
        screen.draw("Õie".reversed().into());
        screen.terminal.clear().unwrap();
        assert_eq!(screen.draw("Õie".reversed().into()), ["\x1b[m\x1b[H\x1b[2J\x1b[7mÕie\x1b[1;1H\x1b[?25h"]);
    }

    #[test]
    fn a_frame_without_a_cursor_hides_it_once() {
        let mut screen = Screen::modern();
        screen.draw("x".into());
        let mut hidden = || {
            screen.terminal.draw(|frame| frame.render_widget("x", frame.area())).unwrap();
            screen.writes.0.borrow_mut().drain(..).collect::<Vec<_>>()
        };
        assert_eq!(hidden(), ["\x1b[?25l"]);
        assert_eq!(hidden(), [""; 0]);
    }

    #[test]
    fn a_plain_terminal_gets_ascii_and_keeps_the_mark_of_the_row() {
        let mut screen = Screen::new(Colours::None, Glyphs::Ascii, || Ok(Size::new(20, 3)));
        assert_eq!(screen.draw("▸ ──█".red().reversed().into()), ["\x1b[1;1H\x1b[7m> --#\x1b[1;1H\x1b[?25h"]);
    }

    #[test]
    fn the_smallest_sizes_do_no_harm() {
        let empty = Screen::new(Colours::None, Glyphs::Ascii, || Ok(Size::ZERO)).draw("x".into());
        assert!(empty.concat().ends_with("\x1b[?25h"));
        let one = Screen::new(Colours::None, Glyphs::Ascii, || Ok(Size::new(1, 1))).draw("xyz".into());
        assert_eq!(one, ["\x1b[1;1Hx\x1b[1;1H\x1b[?25h"]);
    }
}
