//! A list as it is shown, as a report: its view, what is sought, its order, and the columns for which the screen has room.

use super::{Block, Column, Document};
use crate::{
    env::Env,
    i18n::fill,
    lists::{AnyList, Cell, Query, Row},
    store::{Result, Store, Window},
};

/// What is drawn on the screen beside a number says nothing more than the number.
const DRAWN: &str = "bar";

/// All rows that are shown, the headings between them kept.
pub fn listed(list: &dyn AnyList, query: &Query, store: &Store, env: &Env) -> Result<Document> {
    let words = env.words;
    let page = list.page(store, &Query { window: Window::ALL, ..query.clone() }, env)?;
    let all = list.columns();
    let shown: Vec<usize> =
        (0..all.len()).filter(|place| all[*place].width.is_some() && all[*place].name != DRAWN).collect();
    let column = |place: &usize| {
        let title = (all[*place].label)(words);
        let cells = || page.rows.iter().filter(|row| !row.is_heading()).filter_map(|row| row.cells.get(*place));
        if cells().any(|cell| matches!(cell, Cell::Number(_))) {
            Column::numbers(title)
        } else if cells().any(|cell| matches!(cell, Cell::Day(_))) {
            Column::days(title)
        } else {
            Column::words(title)
        }
    };
    let columns: Vec<Column> = shown.iter().map(column).collect();
    let cells = |row: &Row| {
        let cell = |place: &usize| row.cells.get(*place).map(|cell| cell.show(words.lang)).unwrap_or_default();
        shown.iter().map(cell).collect::<Vec<String>>()
    };
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(words.lang.code())),
        Block::paragraph_of(fill(&words.report.as_of, &[("day", &env.date(env.today))])),
    ];
    let view = list.views().get(query.view).filter(|_| list.views().len() > 1);
    let view = view.map(|view| format!("{}: {}", words.action.view, view(words)));
    let sought = (!query.find.is_empty()).then(|| format!("{}: {}", words.action.find, query.find));
    let said: Vec<String> = view.into_iter().chain(sought).collect();
    if !said.is_empty() {
        blocks.push(Block::paragraph_of(said.join(" | ")));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &page.rows {
        if row.is_heading() {
            tabled(&mut blocks, &columns, &mut rows);
            blocks.push(Block::heading(row.cells.first().map(|cell| cell.show(words.lang)).unwrap_or_default()));
        } else {
            rows.push(cells(row));
        }
    }
    tabled(&mut blocks, &columns, &mut rows);
    if page.rows.is_empty() {
        blocks.push(Block::paragraph_of(&words.page.empty_list));
    }
    let title = (list.title())(words).to_owned();
    Ok(Document { report: list.name().to_owned(), title, day: env.today, blocks, log: None })
}

/// Puts the rows so far into a table.
fn tabled(blocks: &mut Vec<Block>, columns: &[Column], rows: &mut Vec<Vec<String>>) {
    if !rows.is_empty() {
        blocks.push(Block::Table { columns: columns.to_vec(), rows: std::mem::take(rows) });
    }
}
