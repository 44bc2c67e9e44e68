//! The list of a tab.

use ratatui::{Frame, layout::Rect};

use super::super::{model::Model, theme};
use super::{table::Table, text};
use crate::lists::{LISTS, Row, Width};

/// Draws the rows in sight, or what to do first where there are none.
pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let list = model.list();
    let words = model.env.words;
    if !list.loaded {
        return;
    }
    if list.page.total == 0 {
        let sought = !list.query.find.is_empty();
        let sentence = if sought { &words.title.nothing_found } else { (LISTS[model.tab].empty())(words) };
        for (number, line) in text::wrapped(sentence, area.width.saturating_sub(6) as usize).into_iter().enumerate() {
            if let Some(place) = text::row_of(area, number + 1) {
                text::line(frame, place, &format!("   {line}"), theme::PLAIN);
            }
        }
        return;
    }
    let columns = LISTS[model.tab].columns();
    let shown = columns.iter().enumerate().filter_map(|(place, column)| Some((place, column, column.width?)));
    let (cells, heads): (Vec<usize>, Vec<(String, Width)>) = shown
        .map(|(place, column, width)| {
            let sorted = match list.query.sort {
                Some((by, down)) if by == place => {
                    if down {
                        " v"
                    } else {
                        " ^"
                    }
                }
                _ => "",
            };
            (place, (format!("{}{sorted}", (column.label)(words)), width))
        })
        .unzip();
    let from = list.top.saturating_sub(list.page.offset);
    let rows: Vec<&Row> = list.page.rows.iter().skip(from).take((area.height as usize).saturating_sub(1)).collect();
    let selected = list.selected.checked_sub(list.top);
    let known = &list.page.rows;
    Table { columns: &heads, cells: &cells, known, rows: &rows, selected, lang: words.lang }.draw(frame, area);
}
