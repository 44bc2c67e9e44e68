//! A column: its name, its words, its width, and what stands in it.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    domain::one_line,
    env::Env,
    i18n::{Label, Lang, Order},
};

/// What stands in a cell; it knows its type, so that it sorts and exports as what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A day, or none.
    Day(Option<NaiveDate>),
    /// A number.
    Number(i64),
}

impl Cell {
    /// Words, or nothing for none.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The cell as the language writes it, on one line.
    pub fn show(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => one_line(text).into_owned(),
            Self::Day(day) => day.map(|day| lang.date(day)).unwrap_or_default(),
            Self::Number(number) => lang.number(*number),
        }
    }

    /// Which of two cells of a column comes first: words in the order of the language, an empty cell last.
    pub fn compare(&self, other: &Self, order: &Order) -> Ordering {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.is_empty().cmp(&b.is_empty()).then_with(|| order.compare(a, b)),
            (Self::Day(a), Self::Day(b)) => a.is_none().cmp(&b.is_none()).then_with(|| a.cmp(b)),
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            _ => Ordering::Equal,
        }
    }
}

/// How much room a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// So many columns of the screen.
    Fixed(u16),
    /// As many as the longest in it: for words of a closed set, which are never cut.
    Words,
    /// A share of what is left: for names and sentences, which may be cut.
    Share(u16),
    /// As many as a date of the language takes.
    Day,
}

/// A column of a list of `I`.
pub struct Column<I: 'static> {
    /// The name in code and in JSON.
    pub name: &'static str,
    /// What stands over it.
    pub label: Label,
    /// How much room it takes on the screen; none for a column that is only exported.
    pub width: Option<Width>,
    /// What stands in it.
    pub cell: fn(&I, &Env) -> Cell,
}

/// A column without its items, for whoever draws or writes it.
#[derive(Clone, Debug)]
pub struct ColumnInfo {
    /// The name in code and in JSON.
    pub name: &'static str,
    /// What stands over it.
    pub label: Label,
    /// How much room it takes on the screen.
    pub width: Option<Width>,
}
