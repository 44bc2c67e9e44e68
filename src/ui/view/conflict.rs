//! Two versions of one record, side by side.

use ratatui::{Frame, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::super::{
    model::{ConflictState, Model},
    theme,
};
use super::text;
use crate::{domain::shorten, i18n::fill};

/// Draws the fields in which the two differ: before, theirs, mine.
pub(super) fn draw(model: &Model, conflict: &ConflictState, frame: &mut Frame<'_>, area: Rect) {
    let words = &model.env.words.conflict;
    let width = (area.width as usize - 6) / 4;
    let cell = |value: &str| {
        let value = shorten(value, width.saturating_sub(1));
        format!("{value}{}", " ".repeat(width.saturating_sub(value.width())))
    };
    let theirs = fill(&words.theirs, &[("who", &conflict.who)]);
    let heads = [words.field.as_str(), &words.before, &theirs, &words.mine].map(cell).concat();
    let mut lines = vec![
        (format!("   {}", fill(&words.sentence, &[("who", &conflict.who)])), theme::ATTENTION),
        (format!("   {}", words.nothing_lost), theme::PLAIN),
        (String::new(), theme::PLAIN),
        (format!("   {heads}"), theme::STRONG),
    ];
    for (number, (place, mine)) in conflict.fields.iter().enumerate() {
        let radio = |on: bool| if on { "(x) " } else { "( ) " };
        let name = (conflict.mine.fields[*place].label)(model.env.words);
        let values = [
            cell(name),
            cell(&conflict.mine.first[*place].text),
            cell(&format!("{}{}", radio(!mine), conflict.theirs.entries[*place].text)),
            cell(&format!("{}{}", radio(*mine), conflict.mine.entries[*place].text)),
        ];
        let cursor = if number == conflict.selected { ">" } else { " " };
        lines.push((format!("{cursor}  {}", values.concat()), theme::PLAIN));
    }
    for (number, (line, style)) in lines.iter().enumerate() {
        if let Some(place) = text::row_of(area, number) {
            text::line(frame, place, line, *style);
        }
    }
    frame.set_cursor_position((area.x, (area.y + 4 + conflict.selected as u16).min(area.bottom().saturating_sub(1))));
}
