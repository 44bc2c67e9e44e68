//! What a report is made of, before it takes a form: text, page, spreadsheet or JSON.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::Who;

/// A report, built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The report's name.
    pub report: String,
    /// What stands above it.
    pub title: String,
    /// The day whose facts it tells.
    pub day: NaiveDate,
    /// Its parts, from top to bottom.
    pub blocks: Vec<Block>,
    /// Where the change log stood when it was built, in a sentence; not a part of what it tells.
    #[serde(skip)]
    pub log: Option<String>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading {
        /// Its text.
        text: String,
    },
    /// Sentences that belong together.
    Paragraph {
        /// Its text.
        text: String,
    },
    /// Items under one another.
    List {
        /// Whether they are numbered, from 1.
        numbered: bool,
        /// The items.
        items: Vec<String>,
    },
    /// Rows under named columns.
    Table {
        /// The columns.
        columns: Vec<Column>,
        /// The rows; each has a cell for every column.
        rows: Vec<Vec<String>>,
    },
    /// Rows under named columns that are drawn too; the numbers always stand beside what is drawn.
    Chart {
        /// What is drawn, in a word or two.
        text: String,
        /// Whether the rows follow one another in time.
        over_time: bool,
        /// The columns.
        columns: Vec<Column>,
        /// The rows; each has a cell for every column.
        rows: Vec<Vec<String>>,
        /// What is drawn of each row.
        bars: Vec<Bar>,
    },
    /// What is asked for with what is known of it. What is not known leaves lines to write on.
    Fields {
        /// The fields.
        fields: Vec<Field>,
    },
    /// Figures, each with the records behind it.
    Figures {
        /// The figures.
        rows: Vec<FigureRow>,
    },
    /// The place to sign.
    Signature {
        /// As what somebody signs.
        role: String,
        /// The day, written out.
        day: String,
    },
}

impl Block {
    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading { text: text.into() }
    }

    /// The place in which somebody signs with the day written in by hand.
    pub fn to_sign(role: impl Into<String>) -> Self {
        Self::Signature { role: role.into(), day: String::new() }
    }

    /// A paragraph of this text.
    pub fn paragraph_of(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// A paragraph of these sentences.
    pub fn paragraph(sentences: &[String]) -> Self {
        Self::Paragraph { text: sentences.join(" ") }
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

/// A row of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// How much there is.
    pub full: usize,
    /// How much there might be, or is to be; as much as there is where there is no such number.
    pub all: usize,
}

/// What is asked for, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What is asked for.
    pub label: String,
    /// What is known; empty where it is to be written in by hand.
    pub value: String,
    /// How many lines are left to write on where nothing is known.
    pub lines: usize,
}

impl Field {
    /// What is known in a line; where nothing is, a line to write on.
    pub fn line(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), lines: 1 }
    }

    /// What is known in sentences; where nothing is, lines to write on.
    pub fn text(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), lines: 2 }
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

/// A figure as a report shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRow {
    /// The promise's id.
    pub promise: String,
    /// What is counted.
    pub label: String,
    /// The figure.
    pub value: String,
    /// The share in percent, where it is one.
    pub percent: String,
    /// What was promised, and whether it is reached; empty without a target.
    pub target: String,
    /// The records that are counted.
    pub behind: Vec<Who>,
    /// How many records the figure is a share of, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<usize>,
}
