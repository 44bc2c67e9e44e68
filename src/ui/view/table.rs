//! Rows in columns: only those in sight, the one under the cursor marked by a sign, by reverse video and by the cursor itself.

use ratatui::{Frame, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::super::theme;
use super::text;
use crate::{
    domain::shorten,
    i18n::Lang,
    lists::{Cell, Row, Width},
};

/// Room at the left for the signs of the cursor and of attention.
const MARGIN: usize = 3;
/// Room between columns.
const GAP: usize = 1;

/// A table to be drawn.
pub(super) struct Table<'a> {
    /// What stands over the columns, and how wide they are.
    pub(super) columns: &'a [(String, Width)],
    /// Which cell of a row stands in which column.
    pub(super) cells: &'a [usize],
    /// The rows in sight.
    pub(super) rows: &'a [&'a Row],
    /// Which of them is under the cursor.
    pub(super) selected: Option<usize>,
    /// How days and numbers are written.
    pub(super) lang: Lang,
}

impl Table<'_> {
    /// Draws the heads and the rows.
    pub(super) fn draw(&self, frame: &mut Frame<'_>, area: Rect) {
        let widths = widths(self.columns, area.width as usize);
        let heads: Vec<(String, bool)> = self.columns.iter().map(|(head, _)| (head.clone(), false)).collect();
        if let Some(line) = text::row_of(area, 0) {
            text::line(frame, line, &format!("{}{}", " ".repeat(MARGIN), joined(&heads, &widths)), theme::STRONG);
        }
        for (place, row) in self.rows.iter().enumerate() {
            let Some(line) = text::row_of(area, place + 1) else { break };
            self.row(frame, line, row, self.selected == Some(place), &widths);
        }
    }

    fn row(&self, frame: &mut Frame<'_>, line: Rect, row: &Row, selected: bool, widths: &[usize]) {
        if row.is_heading() {
            let heading = row.cells.first().map(|cell| cell.show(self.lang)).unwrap_or_default();
            let rule = "─".repeat((line.width as usize).saturating_sub(heading.width() + 3));
            return text::line(frame, line, &format!(" {heading} {rule}"), theme::STRONG);
        }
        let cells: Vec<(String, bool)> = (self.cells.iter())
            .map(|place| row.cells.get(*place).map_or_else(Default::default, |cell| shown(cell, self.lang)))
            .collect();
        let cursor = if selected { ">" } else { " " };
        let sign = if row.attention { "!" } else { " " };
        let style = if row.attention { theme::ATTENTION } else { theme::PLAIN };
        text::line(frame, line, &format!("{cursor}{sign} {}", joined(&cells, widths)), style);
        if selected {
            mark(frame, line, widths);
        }
    }
}

/// Marks the row by its first column: cheaper on a slow line than a bar over the whole row, and as easy to see.
fn mark(frame: &mut Frame<'_>, line: Rect, widths: &[usize]) {
    let first = widths.iter().position(|width| *width > 3).unwrap_or(0);
    let before: usize = widths.iter().take(first).map(|width| width + GAP).sum();
    let x = line.x + (MARGIN + before) as u16;
    let width = widths.get(first).copied().unwrap_or_default() as u16;
    let area = Rect::new(x, line.y, width.min(line.right().saturating_sub(x)), 1);
    frame.buffer_mut().set_style(area, theme::REVERSED);
    frame.set_cursor_position((line.x, line.y));
}

/// A cell as text, and whether it stands at the right of its column.
fn shown(cell: &Cell, lang: Lang) -> (String, bool) {
    (cell.show(lang), matches!(cell, Cell::Number(_)))
}

fn joined(cells: &[(String, bool)], widths: &[usize]) -> String {
    let mut line = String::new();
    for ((cell, right), width) in cells.iter().zip(widths) {
        let cell = shorten(cell, *width);
        let room = " ".repeat(width.saturating_sub(cell.width()));
        line.push_str(&if *right { format!("{room}{cell}") } else { format!("{cell}{room}") });
        line.push_str(&" ".repeat(GAP));
    }
    line.trim_end().to_owned()
}

/// How wide each column is: what is fixed first, the rest in shares.
fn widths(columns: &[(String, Width)], room: usize) -> Vec<usize> {
    /// Every language writes a day in so many columns.
    const DAY: usize = 10;
    let fixed = |width: &Width| match width {
        Width::Fixed(width) => Some(usize::from(*width)),
        Width::Day => Some(DAY),
        Width::Share(_) => None,
    };
    let taken: usize = columns.iter().filter_map(|(_, width)| fixed(width)).sum();
    let gaps = columns.len().saturating_sub(1) * GAP;
    let left = room.saturating_sub(MARGIN + taken + gaps);
    let share = |width: &Width| if let Width::Share(share) = width { usize::from(*share) } else { 0 };
    let shares: usize = columns.iter().map(|(_, width)| share(width)).sum();
    columns.iter().map(|(_, width)| fixed(width).unwrap_or_else(|| left * share(width) / shares.max(1))).collect()
}
