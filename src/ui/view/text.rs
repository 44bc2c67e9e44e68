//! Lines of text in a given width.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

pub(super) use super::super::wrap::wrapped;
use crate::domain::shorten;

/// Writes a line, cut to the width of its place.
pub(super) fn line(frame: &mut Frame<'_>, area: Rect, text: &str, style: Style) {
    frame.render_widget(Line::from(Span::styled(shorten(text, area.width as usize), style)), area);
}

/// Writes one text at the left and one at the right of a line; the right one keeps its room.
pub(super) fn both_ends(frame: &mut Frame<'_>, area: Rect, left: &str, right: &str, style: Style) {
    let room = (area.width as usize).saturating_sub(right.width() + 1);
    let left = shorten(left, room);
    let gap = (area.width as usize).saturating_sub(left.width() + right.width());
    frame.render_widget(Line::from(Span::styled(format!("{left}{}{right}", " ".repeat(gap)), style)), area);
}

/// The line of an area with this number, if it has one.
pub(super) fn row_of(area: Rect, number: usize) -> Option<Rect> {
    (number < area.height as usize).then(|| Rect::new(area.x, area.y + number as u16, area.width, 1))
}
