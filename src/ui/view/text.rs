//! Lines of text in a given width.

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

pub(super) use super::super::wrap::wrapped;
use crate::domain::{is_unseen, one_line, shorten};

/// Writes a line, cut to the width of its place.
pub(super) fn line(frame: &mut Frame<'_>, area: Rect, text: &str, style: Style) {
    frame.render_widget(Line::from(Span::styled(shorten(text, area.width as usize), style)), area);
}

/// Writes one text at the left and one at the right of a line; the right one keeps its room.
pub(super) fn both_ends(frame: &mut Frame<'_>, area: Rect, left: &str, right: &str, style: Style) {
    let right = one_line(right);
    let room = (area.width as usize).saturating_sub(right.width() + 1);
    let left = shorten(left, room);
    let gap = (area.width as usize).saturating_sub(left.width() + right.width());
    frame.render_widget(Line::from(Span::styled(format!("{left}{}{right}", " ".repeat(gap)), style)), area);
}

/// A text as one cell of a line: cut or filled up to the width, with a gap to the next.
pub(super) fn cell(text: &str, width: usize) -> String {
    let text = shorten(text, width.saturating_sub(1));
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Makes visible what nobody would see, wherever it was drawn without passing through here: an editor draws its text itself.
pub(super) fn make_harmless(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.len() > 1 && symbol.contains(is_unseen) {
            let seen = one_line(symbol).chars().next().map(String::from).unwrap_or_default();
            cell.set_symbol(&seen);
        }
    }
}

/// The line of an area with this number, if it has one.
pub(super) fn row_of(area: Rect, number: usize) -> Option<Rect> {
    (number < area.height as usize).then(|| Rect::new(area.x, area.y + number as u16, area.width, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_beside_the_others_is_made_visible_too() {
        let mut buffer = Buffer::with_lines(["abcõ"]);
        buffer[(1, 0)].set_symbol("b\u{202e}");
        buffer[(2, 0)].set_symbol("\u{9b}");

        make_harmless(&mut buffer);

        assert_eq!(buffer, Buffer::with_lines(["ab\u{fffd}õ"]));
    }
}
