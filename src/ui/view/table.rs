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
/// Every language writes a day in so many columns.
const DAY: usize = 10;
/// Names need as much on the average.
const LEAST_SHARE: usize = 13;

/// A table to be drawn.
pub(super) struct Table<'a> {
    /// What stands over the columns, and how wide they are.
    pub(super) columns: &'a [(String, Width)],
    /// Which cell of a row stands in which column.
    pub(super) cells: &'a [usize],
    /// All rows that were read: the columns are as wide as these need, so that they stand still while one scrolls.
    pub(super) known: &'a [Row],
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
        let columns: Vec<Needed> = self.columns.iter().zip(self.cells).map(|column| self.needed(column)).collect();
        let widths = widths(&columns, area.width as usize);
        // Over numbers the head stands at the right, as they do.
        let heads: Vec<(String, bool)> = (self.columns.iter().zip(self.cells))
            .map(|((head, _), place)| (head.clone(), self.cells_of(*place).any(|cell| matches!(cell, Cell::Number(_)))))
            .collect();
        if let Some(line) = text::row_of(area, 0) {
            text::line(frame, line, &format!("{}{}", " ".repeat(MARGIN), joined(&heads, &widths)), theme::STRONG);
        }
        for (place, row) in self.rows.iter().enumerate() {
            let Some(line) = text::row_of(area, place + 1) else { break };
            self.row(frame, line, row, self.selected == Some(place), &widths);
        }
    }

    fn cells_of(&self, place: usize) -> impl Iterator<Item = &Cell> {
        self.known.iter().filter(|row| !row.is_heading()).filter_map(move |row| row.cells.get(place))
    }

    /// How wide a column has to be for its head and for what was read.
    fn needed(&self, ((head, width), place): (&(String, Width), &usize)) -> Needed {
        let content = || self.cells_of(*place).map(|cell| cell.show(self.lang).width()).max().unwrap_or(0);
        match width {
            Width::Fixed(width) => Needed { share: 0, columns: usize::from(*width).max(head.width()) },
            Width::Day => Needed { share: 0, columns: DAY.max(head.width()) },
            Width::Words => Needed { share: 0, columns: content().max(head.width()) },
            Width::Share(share) => Needed { share: usize::from(*share), columns: content().max(head.width()) },
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
    let before: usize = widths.iter().take(first).filter(|width| **width > 0).map(|width| width + GAP).sum();
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
    for ((cell, right), width) in cells.iter().zip(widths).filter(|(_, width)| **width > 0) {
        let cell = shorten(cell, *width);
        let room = " ".repeat(width.saturating_sub(cell.width()));
        line.push_str(&if *right { format!("{room}{cell}") } else { format!("{cell}{room}") });
        line.push_str(&" ".repeat(GAP));
    }
    line.trim_end().to_owned()
}

/// What a column needs: so many columns, of which it may have to yield some where it has only a share.
struct Needed {
    share: usize,
    columns: usize,
}

/// How wide each column is: what must be whole first, the rest in shares, and what one share does not need goes to the others.
/// Where that would leave names too little room, columns are left out from the end: they have no width.
fn widths(columns: &[Needed], room: usize) -> Vec<usize> {
    let shares = columns.iter().filter(|column| column.share > 0).count();
    let mut shown: Vec<bool> = columns.iter().map(|_| true).collect();
    let left = |shown: &[bool]| {
        let whole = columns.iter().zip(shown).filter(|(column, shown)| **shown && column.share == 0);
        let gaps = shown.iter().filter(|shown| **shown).count().saturating_sub(1) * GAP;
        room.saturating_sub(MARGIN + gaps + whole.map(|(column, _)| column.columns).sum::<usize>())
    };
    while left(&shown) < shares * LEAST_SHARE {
        let last = (1..columns.len()).rev().find(|place| shown[*place] && columns[*place].share == 0);
        let Some(last) = last else { break };
        shown[last] = false;
    }
    let mut widths: Vec<usize> = (columns.iter().zip(&shown))
        .map(|(column, shown)| if *shown && column.share == 0 { column.columns } else { 0 })
        .collect();
    let mut left = left(&shown);
    let mut open: Vec<usize> = (0..columns.len()).filter(|place| columns[*place].share > 0).collect();
    // Whoever needs less than its share takes what it needs; the others share again.
    while !open.is_empty() {
        let parts: usize = open.iter().map(|place| columns[*place].share).sum();
        let fair = |place: &usize| left * columns[*place].share / parts;
        let modest = open.iter().position(|place| columns[*place].columns <= fair(place));
        let place = open.remove(modest.unwrap_or(0));
        widths[place] = columns[place].columns.min(left * columns[place].share / parts);
        left -= widths[place];
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(share: usize, columns: usize) -> Needed {
        Needed { share, columns }
    }

    #[test]
    fn what_one_column_does_not_need_goes_to_the_others() {
        assert_eq!(widths(&[share(1, 10), share(1, 90)], 64), [10, 50]);
        assert_eq!(widths(&[share(1, 90), share(2, 90)], 64), [20, 40]);
    }

    #[test]
    fn a_column_of_words_is_never_cut() {
        assert_eq!(widths(&[share(1, 90), share(0, 20)], 64), [40, 20]);
    }

    #[test]
    fn in_a_narrow_window_the_last_columns_give_way_to_names() {
        let columns = [share(0, 3), share(3, 30), share(0, 10), share(2, 20), share(0, 10), share(0, 10)];

        assert_eq!(widths(&columns, 80), [3, 23, 10, 16, 10, 10]);
        assert_eq!(widths(&columns, 60), [3, 18, 10, 12, 10, 0]);
    }
}
