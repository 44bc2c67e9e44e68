//! What can be wrong with a programme's definition: facts, no words.

use chrono::NaiveDate;

/// What is wrong with a programme's definition, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionProblem {
    /// The line of the text, from 1, where that is known.
    pub line: Option<usize>,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// A way in which a programme's definition is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It cannot be read; carries what the reader of the format said.
    Unreadable(String),
    /// Its own language is none that texts may be written in.
    UnknownLanguage(String),
    /// A text is written in some language, but not in the programme's own; carries where it stands.
    NotInOwnLanguage(String),
    /// An id has other signs than small letters, digits and hyphens.
    BadId(String),
    /// Two parts of one list bear the same id.
    SameId(String),
    /// A span of days ends before it begins.
    EndsBeforeBeginning {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// An extension does not lengthen the period.
    ExtensionNotLater {
        /// The new last day.
        to: NaiveDate,
        /// The last day before it.
        end: NaiveDate,
    },
    /// The least number is greater than the greatest.
    EmptyBand {
        /// The least.
        at_least: u32,
        /// The greatest.
        at_most: u32,
    },
    /// Neither a least nor a greatest number is set.
    NoBound,
    /// A share is to be more than the whole.
    OverHundred(u32),
    /// The lines of the budget do not come to its total.
    BudgetSum {
        /// What the lines come to.
        sum: String,
        /// What the total says.
        total: String,
    },
    /// Something names an id that its list does not have.
    UnknownId {
        /// The id.
        id: String,
        /// The list, as the definition calls it.
        list: &'static str,
    },
    /// Deadlines that count from one another in a circle; carries one of their ids.
    Circle(String),
    /// A deadline asks for something but does not say of what; carries its id and the missing key.
    Lacks {
        /// The deadline's id.
        id: String,
        /// The key it needs.
        key: &'static str,
    },
    /// A deadline counts from the limit of stay, but no limit is set; carries its id.
    NoLimit(String),
    /// The anchor, task, scale, step and repetition of a deadline do not fit one another; carries its id.
    Unfit(String),
    /// An edition has no number from 1.
    BadEdition(i64),
    /// A later edition does not say from which day of the period it holds.
    HoldsOutside {
        /// First day of the period.
        from: NaiveDate,
        /// Last day of the period, where it has one.
        to: Option<NaiveDate>,
    },
    /// A text holds only what differs from an earlier edition, and that edition is not there.
    NothingBefore(String),
}
