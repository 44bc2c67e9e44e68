//! Charts: what is drawn where people look rather than read, always with the numbers beside it. The screen, the text and the
//! page draw the same.
//!
//! Knows the questions of `domain` and the words; knows no screen and no paper.

mod caseload;
mod drawn;
mod pace;
mod path;
mod places;

pub use caseload::{caseload_by_month, caseload_now};
pub use pace::{pace_of, pace_of_all};
pub use path::path;
pub use places::{month_by_month, places_by_month};

use serde::{Deserialize, Serialize};

/// Rows under named columns that are drawn too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What is drawn, in a few words.
    pub text: String,
    /// Whether the rows are months that follow one another.
    pub over_time: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for every column, the first of which says what it is.
    pub rows: Vec<Vec<String>>,
    /// What is drawn of each row.
    pub bars: Vec<Bar>,
    /// A number that all are held against, drawn as a line across.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// What is drawn of a row of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// How much there is.
    pub full: usize,
    /// How much there might be, or is to be; as much as there is where there is no such number.
    pub all: usize,
    /// How much there ought to be by now, drawn as a stroke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<usize>,
}

impl Bar {
    /// So much, of so much or more.
    pub fn of(full: usize, all: usize) -> Self {
        Self { full, all: all.max(full), mark: None }
    }

    /// So much, held against nothing.
    pub const fn alone(full: usize) -> Self {
        Self { full, all: full, mark: None }
    }

    /// As far as anything of it is drawn.
    fn reach(&self) -> usize {
        self.full.max(self.all).max(self.mark.unwrap_or(0))
    }
}

impl Chart {
    /// As far as anything in it is drawn; never 0.
    pub fn most(&self) -> usize {
        self.bars.iter().map(Bar::reach).chain(self.line).max().unwrap_or(0).max(1)
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// On which side its cells stand.
    pub align: Align,
    /// What its cells hold, for whoever counts with them.
    #[serde(default, skip_serializing_if = "Holds::is_plain")]
    pub holds: Holds,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Left, holds: Holds::Plain }
    }

    /// A column of days, each as the language writes it.
    pub fn days(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Left, holds: Holds::Days }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Right, holds: Holds::Plain }
    }

    /// A column that counts people.
    pub fn people(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Right, holds: Holds::People }
    }

    /// A column that counts people who are counted in another column of the row as well.
    pub fn part(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Right, holds: Holds::Part }
    }
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// As words do.
    Left,
    /// As numbers do.
    Right,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Words, and numbers that count nobody.
    #[default]
    Plain,
    /// Days.
    Days,
    /// Numbers of people.
    People,
    /// Numbers of people that add up to another number of the row.
    Part,
}

impl Holds {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    fn is_plain(&self) -> bool {
        *self == Self::Plain
    }
}
