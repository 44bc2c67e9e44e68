//! A card: facts at the left, the list at the right; a figure has its facts over the list.

use ratatui::{Frame, layout::Rect};

use super::super::{
    model::{CardState, Model},
    panes::Panes,
    theme,
};
use super::{table::Table, text};
use crate::lists::Row;

/// Draws the card.
pub(super) fn draw(model: &Model, state: &CardState, frame: &mut Frame<'_>, area: Rect) {
    let panes = Panes::of(&state.card, area);
    facts(state, &panes, frame);
    if panes.list.height == 0 {
        return;
    }
    let upright = panes.rule.width == 1;
    for number in 0..panes.rule.height {
        let rule = if upright { "│".to_owned() } else { "─".repeat(panes.rule.width as usize) };
        text::line(frame, Rect { y: panes.rule.y + number, height: 1, ..panes.rule }, &rule, theme::PLAIN);
    }
    let shown = state.shown(model.env.words.lang);
    let rows: Vec<&Row> = shown.iter().skip(state.top).take(panes.rows()).copied().collect();
    let cells: Vec<usize> = (0..state.card.columns.len()).collect();
    let selected = state.selected.checked_sub(state.top);
    let known = &state.card.rows;
    Table { columns: &state.card.columns, cells: &cells, known, rows: &rows, selected, lang: model.env.words.lang }
        .draw(frame, panes.list);
}

/// The facts in sight; a sign in the corner where there are more.
fn facts(state: &CardState, panes: &Panes, frame: &mut Frame<'_>) {
    let top = state.facts_top.min(panes.more());
    for (number, (line, attention)) in panes.lines.iter().skip(top).enumerate() {
        let Some(place) = text::row_of(panes.facts, number) else { break };
        let style = if *attention { theme::ATTENTION } else { theme::PLAIN };
        text::line(frame, place, line, style);
    }
    let last = Rect { x: panes.facts.right().saturating_sub(1), width: 1, height: 1, ..panes.facts };
    if top > 0 {
        text::line(frame, last, "▲", theme::STRONG);
    }
    if top < panes.more() {
        let corner = Rect { y: panes.facts.bottom().saturating_sub(1), ..last };
        text::line(frame, corner, "▼", theme::STRONG);
    }
}
