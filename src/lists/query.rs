//! What is asked of a list, and the part of it that comes back.

use super::Cell;
use crate::{
    domain::{Id, Kind},
    store::Window,
};

/// What is asked of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What to find; empty for everything.
    pub find: String,
    /// Which of the list's views is open; 0 is the first.
    pub view: usize,
    /// The column to sort by and whether downwards; none for the list's own order.
    pub sort: Option<(usize, bool)>,
    /// Which rows are wanted.
    pub window: Window,
}

impl Default for Query {
    fn default() -> Self {
        Self { find: String::new(), view: 0, sort: None, window: Window::ALL }
    }
}

/// What a row stands for, and opens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A record with a card of its own: a participation, a worker, a meeting.
    Record(Kind, Id),
    /// A record that opens in this form.
    Form(&'static str, Kind, Id),
    /// The follow-up, or another record, that answers a deadline: participation, rule, occurrence.
    FollowUp(Id, String, i64),
    /// The report to the funder that answers a deadline: rule, occurrence.
    HandIn(String, i64),
    /// The proof sheet of a promise.
    Promise(String),
    /// The history of a record.
    History(Kind, Id),
    /// One change of a history.
    Logged(i64),
    /// A sealed report.
    Sealed(Id),
    /// A part of the programme's definition.
    Section(&'static str),
    /// Nothing: a heading between rows.
    Heading,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub target: Target,
    /// What stands in its columns.
    pub cells: Vec<Cell>,
    /// Whether it needs somebody's attention.
    pub attention: bool,
    /// What the line under the list says about it.
    pub hint: String,
}

impl Row {
    /// A heading between rows.
    pub fn heading(text: impl Into<String>) -> Self {
        Self { target: Target::Heading, cells: vec![Cell::Text(text.into())], attention: false, hint: String::new() }
    }

    /// Whether it is a heading and cannot be opened.
    pub fn is_heading(&self) -> bool {
        self.target == Target::Heading
    }
}

/// A part of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// How many rows there are in all.
    pub total: usize,
    /// How many rows were left out before the first.
    pub offset: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// What the line over the list says.
    pub summary: String,
}
