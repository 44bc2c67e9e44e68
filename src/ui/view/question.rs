//! A question over what is below it; the safe answer first.

use ratatui::{Frame, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::super::{model::QuestionState, theme};
use super::{boxed, text};

/// Draws the question and its answers.
pub(super) fn draw(question: &QuestionState, frame: &mut Frame<'_>, area: Rect) {
    let answers = question.answers.iter().enumerate();
    // A sign beside the colour, for terminals and eyes that have none.
    let button = |(place, (label, _)): (usize, &(String, _))| {
        if place == question.selected { format!("[>{label}<]") } else { format!("[ {label} ]") }
    };
    let buttons: Vec<String> = answers.map(button).collect();
    let needed = buttons.iter().map(|button| button.width() + 2).sum::<usize>().max(50) + 4;
    let width = (needed as u16).min(area.width.saturating_sub(2));
    let lines: Vec<String> =
        question.lines.iter().flat_map(|line| text::wrapped(line, width.saturating_sub(4) as usize)).collect();
    let inside = boxed::draw(frame, area, width, lines.len() as u16 + 5, "?", "");
    for (number, line) in lines.iter().enumerate() {
        if let Some(place) = text::row_of(inside, number + 1) {
            text::line(frame, place, &format!(" {line}"), theme::PLAIN);
        }
    }
    let Some(row) = text::row_of(inside, lines.len() + 2) else { return };
    let mut x = row.x + 1;
    for (place, button) in buttons.iter().enumerate() {
        let wide = (button.width() as u16).min(row.right().saturating_sub(x));
        let style = if place == question.selected { theme::REVERSED } else { theme::PLAIN };
        text::line(frame, Rect::new(x, row.y, wide, 1), button, style);
        if place == question.selected {
            frame.set_cursor_position((x, row.y));
        }
        x = (x + wide + 2).min(row.right());
    }
}
