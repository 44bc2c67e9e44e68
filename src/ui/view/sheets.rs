//! A sheet that is to be taken over: what it would come to, what its columns are for, and what is wrong.

use ratatui::{Frame, layout::Rect, style::Style};

use super::{
    super::{
        model::Model,
        sheets::{SheetLine, SheetState},
        theme,
    },
    text,
};
use crate::domain::shorten;

/// Room at the left of all lines but the cursor.
const MARGIN: &str = "   ";

/// Draws the summary, then as many of the lines as there is room for, with the one under the cursor.
pub(super) fn draw(_model: &Model, state: &SheetState, frame: &mut Frame<'_>, area: Rect) {
    let width = (area.width as usize).saturating_sub(2 * MARGIN.len());
    let summary: Vec<String> = state.summary.iter().flat_map(|sentence| text::wrapped(sentence, width)).collect();
    for (number, sentence) in summary.iter().enumerate() {
        if let Some(place) = text::row_of(area, number) {
            text::line(frame, place, &format!("{MARGIN}{sentence}"), theme::PLAIN);
        }
    }
    let first = summary.len() + 1;
    let room = (area.height as usize).saturating_sub(first).max(1);
    let top = (state.selected + 1).saturating_sub(room);
    // The heading over the first line stays in sight where there is room for it.
    for (number, (line, place)) in state.lines.iter().zip(0..).skip(top).take(room).enumerate() {
        let Some(row) = text::row_of(area, first + number) else { break };
        let (drawn, style) = drawn(line, place == state.selected, width);
        text::line(frame, row, &drawn, style);
    }
    let cursor = area.y + (first + state.selected - top) as u16;
    frame.set_cursor_position((area.x, cursor.min(area.bottom().saturating_sub(1))));
}

fn drawn(line: &SheetLine, selected: bool, width: usize) -> (String, Style) {
    let cursor = if selected { ">" } else { " " };
    match line {
        SheetLine::Heading(heading) => (format!(" {heading}"), theme::STRONG),
        SheetLine::Said(said, _) => (format!("{cursor}{}{}", &MARGIN[1..], shorten(said, width)), theme::PLAIN),
        SheetLine::Choice { label, value, sample, .. } => {
            let cells = [label, value, sample].map(|text| text::cell(text, width / 3)).concat();
            (format!("{cursor}{}{cells}", &MARGIN[1..]), theme::PLAIN)
        }
    }
}
