//! A page of text.

use ratatui::{Frame, layout::Rect};

use super::super::{model::PageState, theme};
use super::text;

/// Draws the lines in sight.
pub(super) fn draw(page: &PageState, frame: &mut Frame<'_>, area: Rect) {
    for (number, line) in page.lines.iter().skip(page.top).enumerate() {
        let Some(place) = text::row_of(area, number) else { break };
        // What was found is told apart by signs too.
        let (sign, style) = match (page.hit == Some(page.top + number), page.is_found(line)) {
            (true, _) => (">", theme::REVERSED),
            (false, true) => ("*", theme::STRONG),
            (false, false) => (" ", theme::PLAIN),
        };
        text::line(frame, place, &format!("{sign}{line}"), style);
    }
}
