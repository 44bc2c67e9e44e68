//! Lists without their types: finding, sorting and cutting to a window are written once for all of them.

use super::{Cell, Column, ColumnInfo, Page, Query, Row, Target};
use crate::{
    domain::{fold, matches},
    env::Env,
    i18n::{Label, Order},
    store::{Result, Store},
};

/// A list whose items are not known by type.
pub trait AnyList: Sync {
    /// The list's name.
    fn name(&self) -> &'static str;
    /// What it is called.
    fn title(&self) -> Label;
    /// Its columns.
    fn columns(&self) -> Vec<ColumnInfo>;
    /// The names of its views; the first is the one it opens with.
    fn views(&self) -> &'static [Label];
    /// What to do first when there is nothing in it.
    fn empty(&self) -> Label;
    /// The part of the list that is asked for.
    fn page(&self, store: &Store, query: &Query, env: &Env) -> Result<Page>;
}

/// What a list has read from the file.
pub(super) struct Loaded<I> {
    /// The items, or headings between them, in the list's own order.
    pub(super) items: Vec<Item<I>>,
    /// What the line over the list says.
    pub(super) summary: String,
    /// Set when the file itself has found, ordered and cut: how many there are in all.
    pub(super) cut: Option<usize>,
}

/// An item, or a heading between items.
pub(super) enum Item<I> {
    Heading(String),
    Row(I),
}

/// A list of `I`.
pub(super) struct ListOf<I: 'static> {
    pub(super) name: &'static str,
    pub(super) title: Label,
    pub(super) columns: &'static [Column<I>],
    pub(super) views: &'static [Label],
    pub(super) empty: Label,
    pub(super) load: fn(&Store, &Query, &Env) -> Result<Loaded<I>>,
    pub(super) target: fn(&I) -> Target,
    pub(super) attention: fn(&I, &Env) -> bool,
    pub(super) hint: fn(&I, &Env) -> String,
}

impl<I> ListOf<I> {
    fn row(&self, item: &I, env: &Env) -> Row {
        Row {
            target: (self.target)(item),
            cells: self.columns.iter().map(|column| (column.cell)(item, env)).collect(),
            attention: (self.attention)(item, env),
            hint: (self.hint)(item, env),
        }
    }
}

impl<I> AnyList for ListOf<I> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn title(&self) -> Label {
        self.title
    }

    fn columns(&self) -> Vec<ColumnInfo> {
        let info = |column: &Column<I>| ColumnInfo { name: column.name, label: column.label, width: column.width };
        self.columns.iter().map(info).collect()
    }

    fn views(&self) -> &'static [Label] {
        self.views
    }

    fn empty(&self) -> Label {
        self.empty
    }

    fn page(&self, store: &Store, query: &Query, env: &Env) -> Result<Page> {
        let loaded = (self.load)(store, query, env)?;
        let summary = loaded.summary;
        let rows = loaded.items.iter().map(|item| match item {
            Item::Heading(text) => Row::heading(text),
            Item::Row(item) => self.row(item, env),
        });
        if let Some(total) = loaded.cut {
            return Ok(Page { total, offset: query.window.offset, rows: rows.collect(), summary });
        }
        let rows = arrange(rows.collect(), query, env);
        let total = rows.len();
        let rows = rows.into_iter().skip(query.window.offset).take(query.window.limit).collect();
        Ok(Page { total, offset: query.window.offset, rows, summary })
    }
}

/// Finds and sorts rows that are all in memory. Headings stay only where nothing is sought and nothing is sorted.
fn arrange(mut rows: Vec<Row>, query: &Query, env: &Env) -> Vec<Row> {
    let lang = env.words.lang;
    if !query.find.trim().is_empty() {
        let text = |row: &Row| row.cells.iter().map(|cell| cell.show(lang)).collect::<Vec<_>>().join(" ");
        rows.retain(|row| !row.is_heading() && matches(&fold(&text(row)), &query.find));
    }
    if let Some((column, down)) = query.sort {
        let order = Order::new(lang);
        rows.retain(|row| !row.is_heading());
        rows.sort_by(|a, b| {
            let (a, b) = if down { (b, a) } else { (a, b) };
            let nothing = Cell::Text(String::new());
            let cell = |row: &Row| row.cells.get(column).cloned().unwrap_or_else(|| nothing.clone());
            cell(a).compare(&cell(b), &order)
        });
    }
    rows
}
