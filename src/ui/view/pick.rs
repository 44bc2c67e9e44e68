//! A pick list over what is below it.

use ratatui::{Frame, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::super::{
    model::{Model, PickState, Picked},
    theme,
};
use super::{boxed, text};
use crate::{domain::shorten, i18n::fill};

/// Draws the options that fit what was typed.
pub(super) fn draw(model: &Model, pick: &PickState, frame: &mut Frame<'_>, area: Rect) {
    let shown = pick.shown();
    let words = &model.env.words.title;
    let widest = shown.iter().map(|option| option.label.width() + option.detail.width() + 10).max().unwrap_or(0);
    let least = words.no_option.width().max(words.type_to_search.width()) + 6;
    let width = (widest.max(least).max(44) as u16).min(area.width.saturating_sub(4));
    let height = (shown.len().max(1) as u16 + 3).min(area.height);
    let count = fill(&words.of, &[("n", &shown.len().to_string()), ("all", &pick.options.len().to_string())]);
    // A question has its mark already.
    let between = if pick.title.ends_with('?') { " " } else { ": " };
    let title = format!("{}{between}{count}", pick.title);
    let inside = boxed::draw(frame, area, width, height, &title, "");
    let typed = if pick.typed.is_empty() { words.type_to_search.as_str() } else { &pick.typed };
    text::line(frame, Rect { height: 1, ..inside }, &format!(" / {typed}"), theme::PLAIN);
    let rows = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let top = (pick.selected + 1).saturating_sub(rows.height as usize);
    if shown.is_empty() {
        text::line(frame, rows, &format!("   {}", words.no_option), theme::PLAIN);
    }
    for (number, option) in shown.iter().enumerate().skip(top) {
        let Some(line) = text::row_of(rows, number - top) else { break };
        let selected = number == pick.selected;
        let cursor = if selected { ">" } else { " " };
        let can_be_ticked = pick.several || matches!(option.value, Picked::Choice(_));
        let tick = match (can_be_ticked, option.ticked) {
            (false, _) => "",
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
        };
        let room = (line.width as usize).saturating_sub(option.detail.width() + 5);
        let label = shorten(&format!("{cursor} {tick}{}", option.label), room);
        let style = if selected { theme::REVERSED } else { theme::PLAIN };
        text::both_ends(frame, line, &label, &format!("{} ", option.detail), style);
        if selected {
            frame.set_cursor_position((line.x, line.y));
        }
    }
}
