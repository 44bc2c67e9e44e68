//! Two versions of one record, side by side.

use ratatui::{Frame, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr;

use super::super::{
    model::Model,
    theme,
    together::{ConflictState, Together},
};
use super::text;
use crate::i18n::fill;

/// Room at the left of all lines but the cursor.
const MARGIN: &str = "   ";

/// Draws the fields that both changed: before, theirs, mine; and what was put together without a question.
pub(super) fn draw(model: &Model, conflict: &ConflictState, frame: &mut Frame<'_>, area: Rect) {
    let mut lines = above(model, conflict, area.width);
    let first = lines.len();
    lines.extend((0..conflict.fields.len()).map(|number| (row(model, conflict, number, area.width), theme::PLAIN)));
    lines.extend(in_full(model, conflict, area.width));
    lines.extend(put_together(model, &conflict.together, area.width));
    for (number, (line, style)) in lines.iter().enumerate() {
        if let Some(place) = text::row_of(area, number) {
            text::line(frame, place, line, *style);
        }
    }
    let cursor = area.y + (first + conflict.selected) as u16;
    frame.set_cursor_position((area.x, cursor.min(area.bottom().saturating_sub(1))));
}

/// Who saved and when, what to do, and the heads of the columns.
fn above(model: &Model, conflict: &ConflictState, width: u16) -> Vec<(String, Style)> {
    let words = &model.env.words.conflict;
    let who = &conflict.theirs.who;
    let said = fill(&words.sentence, &[("who", who), ("at", &conflict.theirs.moment(&model.env))]);
    let said = text::wrapped(&said, width as usize - MARGIN.len());
    let theirs = fill(&words.theirs, &[("who", first_name(who))]);
    let heads = columns([&words.field, &words.before, &theirs, &words.mine], width);
    let mut lines: Vec<_> = said.into_iter().map(|line| (format!("{MARGIN}{line}"), theme::ATTENTION)).collect();
    lines.push((format!("{MARGIN}{}", words.nothing_lost), theme::PLAIN));
    lines.push((String::new(), theme::PLAIN));
    lines.push((format!("{MARGIN}{heads}"), theme::STRONG));
    lines.push((format!("{MARGIN}{}", "─".repeat(width as usize - 2 * MARGIN.len())), theme::PLAIN));
    lines
}

/// What fits over a column of a name.
fn first_name(who: &str) -> &str {
    who.split_whitespace().next().unwrap_or(who)
}

fn columns(cells: [&str; 4], width: u16) -> String {
    let width = (width as usize - 2 * MARGIN.len()) / cells.len();
    cells.map(|value| text::cell(value, width)).concat()
}

/// The values of a field that both changed: before, theirs, mine; each on one line.
fn values(conflict: &ConflictState, number: usize) -> Option<(usize, bool, [String; 3])> {
    let (place, mine) = *conflict.fields.get(number)?;
    let one_line = |text: &str| text.lines().collect::<Vec<_>>().join(" / ");
    let entries = [&conflict.mine.first, &conflict.now.entries, &conflict.mine.entries];
    Some((place, mine, entries.map(|entries| one_line(&entries[place].text))))
}

fn row(model: &Model, conflict: &ConflictState, number: usize, width: u16) -> String {
    let Some((place, mine, [before, theirs, own])) = values(conflict, number) else { return String::new() };
    let radio = |on: bool, value: &str| format!("{} {value}", if on { "(x)" } else { "( )" });
    let name = (conflict.mine.fields[place].label)(model.env.words);
    let cursor = if number == conflict.selected { ">" } else { " " };
    let cells = columns([name, &before, &radio(!mine, &theirs), &radio(mine, &own)], width);
    format!("{cursor}{}{cells}", &MARGIN[1..])
}

/// The values under the cursor in full, where a column has no room for them.
fn in_full(model: &Model, conflict: &ConflictState, width: u16) -> Vec<(String, Style)> {
    let words = &model.env.words.conflict;
    let room = (width as usize - 2 * MARGIN.len()) / 4 - 5;
    let Some((_, _, [_, theirs, own])) = values(conflict, conflict.selected) else { return Vec::new() };
    if theirs.width() <= room && own.width() <= room {
        return Vec::new();
    }
    let who = fill(&words.theirs, &[("who", first_name(&conflict.theirs.who))]);
    let mut lines = vec![(String::new(), theme::PLAIN)];
    for (head, value) in [(who, theirs), (words.mine.clone(), own)] {
        let wrapped = text::wrapped(&format!("{head}: {value}"), width as usize - 2 * MARGIN.len());
        lines.extend(wrapped.into_iter().map(|line| (format!("{MARGIN}{line}"), theme::PLAIN)));
    }
    lines
}

fn put_together(model: &Model, together: &Together, width: u16) -> Vec<(String, Style)> {
    if together.fields.is_empty() {
        return Vec::new();
    }
    let said = fill(&model.env.words.conflict.together, &[("fields", &together.fields.join(", "))]);
    let wrapped = text::wrapped(&said, width as usize - 2 * MARGIN.len());
    let lines = wrapped.into_iter().map(|line| (format!("{MARGIN}{line}"), theme::PLAIN));
    std::iter::once((String::new(), theme::PLAIN)).chain(lines).collect()
}
