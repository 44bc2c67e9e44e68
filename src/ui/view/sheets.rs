//! A sheet that is to be taken over: what it would come to, what its columns are for, and what is wrong.

use ratatui::{Frame, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr;

use super::{
    super::{
        model::Model,
        sheets::{SheetLine, SheetState},
        theme,
    },
    text,
};
use crate::i18n::Words;

/// Room at the left of all lines but the cursor.
const MARGIN: &str = "   ";
/// What can be said stands in so many columns: the heading, the field, what is in the first row.
const COLUMNS: usize = 3;

/// Draws the summary, then as many of the lines as there is room for, with the one under the cursor in full.
pub(super) fn draw(_model: &Model, state: &SheetState, frame: &mut Frame<'_>, area: Rect) {
    let width = room(area.width);
    let summary: Vec<String> = state.summary.iter().flat_map(|sentence| text::wrapped(sentence, width)).collect();
    for (number, sentence) in summary.iter().enumerate() {
        if let Some(place) = text::row_of(area, number) {
            text::line(frame, place, &format!("{MARGIN}{sentence}"), theme::PLAIN);
        }
    }
    let first = summary.len() + 1;
    let room = (area.height as usize).saturating_sub(first).max(1);
    let (mut rows, mut under_cursor) = (Vec::new(), 0..0);
    for (place, line) in state.lines.iter().enumerate() {
        let before = rows.len();
        rows.extend(drawn(line, place == state.selected, width));
        if place == state.selected {
            under_cursor = before..rows.len();
        }
    }
    // All of the line under the cursor is in sight; its beginning, where not even that has room.
    let top = under_cursor.end.saturating_sub(room).min(under_cursor.start);
    for (number, (row, style)) in rows.iter().skip(top).take(room).enumerate() {
        let Some(place) = text::row_of(area, first + number) else { break };
        text::line(frame, place, row, *style);
    }
    let cursor = area.y + (first + under_cursor.start - top) as u16;
    frame.set_cursor_position((area.x, cursor.min(area.bottom().saturating_sub(1))));
}

/// How wide a line may be.
fn room(width: u16) -> usize {
    (width as usize).saturating_sub(2 * MARGIN.len())
}

/// The rows of a line: a sentence goes on as long as it is, and is never cut.
fn drawn(line: &SheetLine, selected: bool, width: usize) -> Vec<(String, Style)> {
    let cursor = if selected { ">" } else { " " };
    let begin = |number: usize| if number == 0 { format!("{cursor}{}", &MARGIN[1..]) } else { format!("{MARGIN}  ") };
    match line {
        SheetLine::Heading(heading) => vec![(format!(" {heading}"), theme::STRONG)],
        SheetLine::Said(said, _) => {
            let rows = text::wrapped(said, width.saturating_sub(2));
            rows.iter().enumerate().map(|(number, row)| (format!("{}{row}", begin(number)), theme::PLAIN)).collect()
        }
        SheetLine::Choice { label, value, sample, .. } => {
            let cells = [label, value, sample].map(|text| text::cell(text, width / COLUMNS)).concat();
            vec![(format!("{}{cells}", begin(0)), theme::PLAIN)]
        }
    }
}

/// What can be done with the line under the cursor; or all that stands there, where its columns have no room for it.
pub(super) fn hint(state: &SheetState, words: &Words, width: u16) -> String {
    let words = &words.sheet;
    match state.lines.get(state.selected) {
        Some(SheetLine::Choice { label, value, sample, .. }) => {
            let fits = |text: &String| text.width() < room(width) / COLUMNS;
            let all = [label, value, sample];
            if all.into_iter().all(fits) { words.hint.clone() } else { all.map(String::as_str).join(" | ") }
        }
        Some(SheetLine::Said(_, answers)) if !answers.is_empty() => words.hint.clone(),
        Some(SheetLine::Said(..)) if state.refused > 0 && state.ready.is_some_and(|ready| ready > 0) => {
            words.hint_rows.clone()
        }
        Some(_) => words.hint_changes.clone(),
        None => String::new(),
    }
}
