//! Two records of one person, side by side, and what follows when they become one.

use ratatui::{Frame, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr;

use super::{
    super::{model::Model, model::TwinsState, theme},
    text,
};
use crate::{forms::TwinField, i18n::Words};

/// Room at the left of all lines but the cursor.
const MARGIN: &str = "   ";

/// Draws the fields of both with whose value stands, and below what moves.
pub(super) fn draw(model: &Model, state: &TwinsState, frame: &mut Frame<'_>, area: Rect) {
    let words = &model.env.words.twins;
    let width = area.width;
    let mut lines: Vec<(String, Style)> = wrapped(&words.intro, width, theme::PLAIN);
    // Who is who must be legible; what becomes of them stands above.
    let [kept, other] = &state.twins.names;
    for heads in [["", &*words.kept, &*words.other], ["", kept, other]] {
        lines.push((format!("{MARGIN}{}", columns(heads, width)), theme::STRONG));
    }
    lines.push((format!("{MARGIN}{}", "─".repeat((width as usize).saturating_sub(2 * MARGIN.len()))), theme::PLAIN));
    let first = lines.len();
    let rows = state.twins.fields.iter().enumerate();
    lines.extend(rows.map(|(place, field)| (row(model, field, place == state.selected, width), theme::PLAIN)));
    lines.push((String::new(), theme::PLAIN));
    for sentence in &state.twins.follows {
        lines.extend(wrapped(sentence, width, theme::PLAIN));
    }
    for (number, (line, style)) in lines.iter().enumerate() {
        if let Some(place) = text::row_of(area, number) {
            text::line(frame, place, line, *style);
        }
    }
    let cursor = area.y + (first + state.selected) as u16;
    frame.set_cursor_position((area.x, cursor.min(area.bottom().saturating_sub(1))));
}

fn wrapped(sentence: &str, width: u16, style: Style) -> Vec<(String, Style)> {
    let lines = text::wrapped(sentence, (width as usize).saturating_sub(2 * MARGIN.len()));
    lines.into_iter().map(|line| (format!("{MARGIN}{line}"), style)).collect()
}

/// A field: what it is called, and both values; a choice only where they differ.
fn row(model: &Model, field: &TwinField, selected: bool, width: u16) -> String {
    let radio = |on: bool, value: &str| match (field.differs(), on) {
        (true, true) => format!("(x) {value}"),
        (true, false) => format!("( ) {value}"),
        (false, _) => format!("    {value}"),
    };
    let name = (field.label)(model.env.words);
    let (kept, other) = (radio(!field.take, &field.kept), radio(field.take, &field.other));
    let cursor = if selected { ">" } else { " " };
    format!("{cursor}{}{}", &MARGIN[1..], columns([name, &kept, &other], width))
}

/// How to choose; or the values under the cursor in full, where a column has no room for them.
pub(super) fn hint(state: &TwinsState, words: &Words, width: u16) -> String {
    let words = &words.twins;
    let room = value_width(width).saturating_sub("(x) ".len() + 1);
    match state.twins.fields.get(state.selected) {
        Some(TwinField { kept, other, .. }) if [kept, other].iter().any(|value| value.width() > room) => {
            format!("{}: {kept} | {}: {other}", words.kept, words.other)
        }
        _ => words.hint.clone(),
    }
}

/// A narrow column for what the field is called, and two of the same width for the values.
fn columns(cells: [&str; 3], width: u16) -> String {
    let value = value_width(width);
    let name = (width as usize).saturating_sub(2 * MARGIN.len() + 2 * value);
    cells.iter().zip([name, value, value]).map(|(text, width)| text::cell(text, width)).collect()
}

/// How wide a column of values is.
fn value_width(width: u16) -> usize {
    (width as usize).saturating_sub(2 * MARGIN.len()) * 3 / 8
}
