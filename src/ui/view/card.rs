//! A card: facts at the left, the list at the right; without a list, the facts have the whole width.

use ratatui::{Frame, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::super::{
    model::{CardState, Model},
    theme,
};
use super::{table::Table, text};
use crate::lists::Row;

/// Draws the card.
pub(super) fn draw(model: &Model, state: &CardState, frame: &mut Frame<'_>, area: Rect) {
    let has_list = !state.card.columns.is_empty();
    let left = if has_list { facts_width(area.width) } else { area.width };
    facts(state, frame, Rect { width: left, ..area });
    if !has_list {
        return;
    }
    for number in 0..area.height {
        text::line(frame, Rect::new(area.x + left, area.y + number, 1, 1), "│", theme::PLAIN);
    }
    let right = Rect::new(area.x + left + 1, area.y, area.width.saturating_sub(left + 1), area.height);
    let shown = state.shown(model.env.words.lang);
    let rows: Vec<&Row> =
        shown.iter().skip(state.top).take((area.height as usize).saturating_sub(1)).copied().collect();
    let cells: Vec<usize> = (0..state.card.columns.len()).collect();
    let selected = state.selected.checked_sub(state.top);
    Table { columns: &state.card.columns, cells: &cells, rows: &rows, selected, lang: model.env.words.lang }
        .draw(frame, right);
}

/// Two fifths of a narrow window, and no more than is needed of a wide one.
fn facts_width(width: u16) -> u16 {
    (width * 2 / 5).min(44)
}

/// What needs attention first, then the facts; a value too long for its line goes on in the next.
fn facts(state: &CardState, frame: &mut Frame<'_>, area: Rect) {
    let room = area.width.saturating_sub(2) as usize;
    let label = state.card.facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0).min(room / 2) + 1;
    let mut number = 0;
    let mut put = |line: &str, style| {
        if let Some(place) = text::row_of(area, number) {
            text::line(frame, place, line, style);
        }
        number += 1;
    };
    for warning in &state.card.warnings {
        for (place, line) in text::wrapped(warning, room.saturating_sub(2)).iter().enumerate() {
            let sign = if place == 0 { "!" } else { " " };
            put(&format!(" {sign} {line}"), theme::ATTENTION);
        }
    }
    let mut before = "";
    for (name, value) in &state.card.facts {
        for (place, line) in text::wrapped(value, room.saturating_sub(label)).iter().enumerate() {
            // The same label twice in a row is written once.
            let shown =
                if place == 0 && name != before { crate::domain::shorten(name, label - 1) } else { String::new() };
            let gap = " ".repeat(label.saturating_sub(shown.width()));
            put(&format!(" {shown}{gap}{line}"), theme::PLAIN);
        }
        before = name;
    }
}
