//! What a report is made of, before it takes a form: text, page, spreadsheet or JSON.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::charts::{Align, Bar, Chart, Column, Holds};
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
    /// Sentences above the table that follows, which it is told apart by under its heading.
    Caption {
        /// Its text.
        text: String,
        /// What tells the table apart, in a word or two: the name of a sheet has 31 letters.
        of: String,
    },
    /// Items under one another.
    List {
        /// Whether they are numbered, from 1.
        numbered: bool,
        /// The items.
        items: Vec<String>,
    },
    /// Sentences in which words are stressed.
    Stressed {
        /// The parts of them that are said in one way each.
        spans: Vec<Span>,
    },
    /// Items under one another in which words are stressed.
    StressedList {
        /// Whether they are numbered, from 1.
        numbered: bool,
        /// The parts of each item.
        items: Vec<Vec<Span>>,
    },
    /// Rows under named columns.
    Table {
        /// The columns.
        columns: Vec<Column>,
        /// The rows; each has a cell for every column.
        rows: Vec<Vec<String>>,
    },
    /// Rows under named columns that are drawn too; the numbers always stand beside what is drawn.
    Chart(Chart),
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

    /// Sentences above the table that follows, with what it is told apart by.
    pub fn caption(text: impl Into<String>, of: impl Into<String>) -> Self {
        Self::Caption { text: text.into(), of: of.into() }
    }

    /// A paragraph of these sentences.
    pub fn paragraph(sentences: &[String]) -> Self {
        Self::Paragraph { text: sentences.join(" ") }
    }

    /// A paragraph said so; a plain one where nothing in it is stressed.
    pub fn said(spans: Vec<Span>) -> Self {
        if spans.iter().any(Span::is_stressed) { Self::Stressed { spans } } else { Self::paragraph_of(in_one(&spans)) }
    }

    /// A list said so; a plain one where nothing in it is stressed.
    pub fn said_list(numbered: bool, items: Vec<Vec<Span>>) -> Self {
        if items.iter().flatten().any(Span::is_stressed) {
            return Self::StressedList { numbered, items };
        }
        Self::List { numbered, items: items.iter().map(|item| in_one(item)).collect() }
    }

    /// The same words without any stress, for what can show none; none where there is no stress.
    pub fn unstressed(&self) -> Option<Self> {
        match self {
            Self::Stressed { spans } => Some(Self::paragraph_of(in_one(spans))),
            Self::StressedList { numbered, items } => {
                Some(Self::List { numbered: *numbered, items: items.iter().map(|item| in_one(item)).collect() })
            }
            _ => None,
        }
    }
}

/// Words that are said in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The words, with the room before and after them.
    pub text: String,
    /// Whether they are bold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// Whether they are set in italics.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emphasis: bool,
}

impl Span {
    /// Whether they stand out.
    pub const fn is_stressed(&self) -> bool {
        self.strong || self.emphasis
    }
}

/// What the spans say, without how.
pub(super) fn in_one(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
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
