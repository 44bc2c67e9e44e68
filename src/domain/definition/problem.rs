//! What can be wrong with a programme's definition: facts, no words.

use chrono::NaiveDate;

/// What is wrong with a programme's definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinitionProblem {
    /// It cannot be read.
    Unreadable {
        /// The line, from 1, where that is known.
        line: Option<usize>,
        /// What the reader of the format said.
        said: String,
    },
    /// Its own language is none that texts may be written in.
    UnknownLanguage(String),
    /// A text is written in some language, but not in the programme's own; carries where it stands.
    NotInOwnLanguage(String),
    /// Two rules or promises bear the same id.
    SameId(String),
    /// The period ends before it begins.
    EndsBeforeBeginning {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// The least number is greater than the greatest.
    EmptyBand {
        /// The least.
        at_least: u32,
        /// The greatest.
        at_most: u32,
    },
    /// A deadline counts from the limit of stay, but no limit is set; carries its id.
    NoLimit(String),
}
