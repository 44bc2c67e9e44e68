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
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Left }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Right }
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
}
