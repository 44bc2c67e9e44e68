//! Pages of text and questions, as the model keeps them.

use crate::{
    domain::{Id, Kind},
    i18n::Lang,
    report::Document,
};

/// A page of text.
#[derive(Clone, Debug)]
pub struct PageState {
    /// What stands over it.
    pub title: String,
    /// Of what it is.
    pub of: PageOf,
    /// Its lines.
    pub lines: Vec<String>,
    /// The first line on the screen.
    pub top: usize,
    /// The report it shows, where it may be written to a file.
    pub paper: Option<Box<Paper>>,
}

/// A report that a page of text shows, to be written in whatever form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The report.
    pub document: Document,
    /// The language in which it is written.
    pub lang: Lang,
    /// The name of its file, without the ending.
    pub file: String,
}

/// Of what a page of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOf {
    /// Of anything that can only be read.
    Text,
    /// Of a report that can be sealed.
    Report(&'static str),
    /// Of a sealed report.
    Sealed(Id),
}

/// A question with its answers.
#[derive(Clone, Debug)]
pub struct QuestionState {
    /// What is asked.
    pub lines: Vec<String>,
    /// The answers, the safe one first.
    pub answers: Vec<(String, Answer)>,
    /// The answer under the cursor.
    pub selected: usize,
}

/// What an answer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    Stay,
    /// Saves the form below.
    Save,
    /// Throws the form below away, and goes on leaving where that was asked.
    ThrowAway {
        /// Whether the program is to be left then.
        leave: bool,
    },
    /// Removes a record, or only the part of it that this form has made.
    Remove(&'static str, Kind, Id),
    /// Opens a draft again.
    OpenDraft(Id),
    /// Throws a draft away.
    ThrowDraftAway(Id),
    /// Shows the drafts, to choose one.
    ChooseDraft,
    /// Opens the file anew that lies in the place of the register.
    Reopen,
    /// Takes an act back, but what somebody has built upon.
    TakeBack(i64),
    /// Seals a report.
    Seal(&'static str),
    /// Takes the rows of a sheet over that are right.
    TakeOver,
}
