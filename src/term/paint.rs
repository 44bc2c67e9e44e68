//! The look of a cell, and the shortest way from one look to the next.
//!
//! Only 30-37, 40-47 and their bright twins, bold, underline and reverse are ever written: an old terminal reads the
//! longer forms of a colour as "blink". Reverse and bold stay when there is no colour.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::Colours;

/// How a cell looks on this terminal. The default is the terminal's own plain look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paint {
    foreground: Option<u8>,
    background: Option<u8>,
    bold: bool,
    underlined: bool,
    reversed: bool,
}

impl Paint {
    /// The look of a cell, as far as the terminal has it.
    pub(super) fn of(cell: &Cell, colours: Colours) -> Self {
        let (foreground, bold) = colour(cell.fg, colours);
        Self {
            foreground: foreground.map(|code| code + 30),
            background: colour(cell.bg, colours).0.map(|code| code + 40),
            bold: bold || cell.modifier.contains(Modifier::BOLD),
            underlined: cell.modifier.contains(Modifier::UNDERLINED),
            reversed: cell.modifier.contains(Modifier::REVERSED),
        }
    }

    /// Writes what turns the look `before` into this one; nothing if they are the same.
    pub(super) fn write_after(self, before: Self, out: &mut Vec<u8>) {
        if self == before {
            return;
        }
        let mut codes: Vec<u8> = Vec::with_capacity(6);
        let start = if self.only_adds_to(before) { before } else { Self::default() };
        if start != before {
            codes.push(0);
        }
        let flags =
            [(self.bold, start.bold, 1), (self.underlined, start.underlined, 4), (self.reversed, start.reversed, 7)];
        codes.extend(flags.iter().filter(|(wanted, there, _)| *wanted && !there).map(|(_, _, code)| *code));
        let colours = [(self.foreground, start.foreground), (self.background, start.background)];
        codes.extend(colours.iter().filter(|(wanted, there)| wanted != there).filter_map(|(wanted, _)| *wanted));
        write_codes(&codes, out);
    }

    /// Whether no attribute and no colour has to be taken away.
    const fn only_adds_to(self, before: Self) -> bool {
        (self.bold || !before.bold)
            && (self.underlined || !before.underlined)
            && (self.reversed || !before.reversed)
            && (self.foreground.is_some() || before.foreground.is_none())
            && (self.background.is_some() || before.background.is_none())
    }
}

/// The zero of a list may be left out, so plain is `ESC [ m`.
fn write_codes(codes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    for (place, code) in codes.iter().enumerate() {
        if place > 0 {
            out.push(b';');
        }
        if codes != [0] {
            // Writing to memory cannot fail.
            let _ = write!(out, "{code}");
        }
    }
    out.push(b'm');
}

/// The number of a colour, and whether bold has to stand for its brightness.
fn colour(colour: Color, colours: Colours) -> (Option<u8>, bool) {
    match (number(colour), colours) {
        (None, _) | (_, Colours::None) => (None, false),
        (Some(number @ 8..), Colours::Eight) => (Some(number - 8), true),
        // 90 to 97 is 60 above 30 to 37.
        (Some(number @ 8..), Colours::Sixteen) => (Some(number - 8 + 60), false),
        (Some(number), _) => (Some(number), false),
    }
}

/// The number of a colour among the sixteen; any other colour is the terminal's own.
const fn number(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(number @ 0..=15) => number,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn paint(style: Style, colours: Colours) -> Paint {
        Paint::of(Cell::new("x").set_style(style), colours)
    }

    fn written(before: Paint, after: Paint) -> String {
        let mut out = Vec::new();
        after.write_after(before, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn from_plain(style: Style, colours: Colours) -> String {
        written(Paint::default(), paint(style, colours))
    }

    #[test]
    fn named_colours_go_out_in_their_short_form() {
        assert_eq!(from_plain(Style::new().red(), Colours::Sixteen), "\x1b[31m");
        assert_eq!(from_plain(Style::new().light_yellow().on_blue(), Colours::Sixteen), "\x1b[93;44m");
        assert_eq!(from_plain(Style::new().on_light_red(), Colours::Sixteen), "\x1b[101m");
    }

    #[test]
    fn colours_beyond_the_sixteen_are_left_out() {
        assert_eq!(from_plain(Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(200)), Colours::Sixteen), "");
    }

    #[test]
    fn with_eight_colours_bright_becomes_bold() {
        assert_eq!(from_plain(Style::new().light_yellow(), Colours::Eight), "\x1b[1;33m");
        assert_eq!(from_plain(Style::new().on_light_red(), Colours::Eight), "\x1b[41m");
    }

    #[test]
    fn without_colours_reverse_and_bold_stay() {
        assert_eq!(from_plain(Style::new().red().on_white().bold().reversed(), Colours::None), "\x1b[1;7m");
    }

    #[test]
    fn only_what_is_new_is_written_and_taking_away_starts_from_plain() {
        let bold = paint(Style::new().bold(), Colours::Sixteen);
        let bold_red = paint(Style::new().bold().red(), Colours::Sixteen);
        let underlined = paint(Style::new().underlined(), Colours::Sixteen);
        assert_eq!(written(bold, bold), "");
        assert_eq!(written(bold, bold_red), "\x1b[31m");
        assert_eq!(written(bold_red, underlined), "\x1b[0;4m");
        assert_eq!(written(bold_red, Paint::default()), "\x1b[m");
    }

    #[test]
    fn dim_italic_and_blink_are_never_written() {
        assert_eq!(from_plain(Style::new().dim().italic().slow_blink().crossed_out().hidden(), Colours::Sixteen), "");
    }
}
