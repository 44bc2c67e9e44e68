//! Pages of text and questions, as the model keeps them.

use crate::{
    domain::{Id, Kind},
    exchange::Known,
    i18n::Lang,
    report::{Document, LeftOut, tells_of_people},
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
    /// The first line of each page of paper that it takes as text.
    pub starts: Vec<usize>,
    /// What is sought in it.
    pub find: String,
    /// Whether the user is typing it.
    pub finding: bool,
    /// The line in which it was found last.
    pub hit: Option<usize>,
}

/// A report that a page of text shows, to be written in whatever form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The report.
    pub document: Document,
    /// What was asked for.
    pub asked: PaperAsked,
    /// On what it rests.
    pub known: Known,
    /// The name of its file, without the ending.
    pub file: String,
    /// What a program reads of it, where the shell gives it something else than the report.
    pub told: Option<String>,
}

/// A report as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperAsked {
    /// Which one.
    pub what: PaperOf,
    /// The language in which it is written.
    pub lang: Lang,
    /// What is left out of it.
    pub left_out: LeftOut,
}

impl PaperAsked {
    /// The whole of it.
    pub fn plain(what: PaperOf, lang: Lang) -> Self {
        Self { what, lang, left_out: LeftOut::default() }
    }
}

/// What is made into a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperOf {
    /// A report on the programme, or the card of keys.
    Report(&'static str),
    /// A sheet on a record.
    Sheet(&'static str, Id),
    /// A funder's table of participants in this layout, before it is handed in.
    Participants(&'static str),
    /// Everything that is held on a participant.
    Held(Id),
    /// The list of a tab as it is shown.
    List(usize),
    /// A sealed report.
    Sealed(Id),
    /// A sealed report held against what is known now.
    Compared(Id),
    /// What was typed and not saved.
    Draft,
    /// Figures over this register and another.
    Joint,
    /// A guide for support persons.
    Guide,
}

impl PaperOf {
    /// Whether names can be left out of it.
    pub fn can_be_without_names(self) -> bool {
        matches!(self, Self::Report(name) if tells_of_people(name))
    }

    /// Whether it can be had in another language than that of the session.
    pub const fn can_be_in_any_language(self) -> bool {
        matches!(self, Self::Report(_) | Self::Sheet(..) | Self::List(_) | Self::Participants(_))
    }
}

/// What can be chosen of a report beside its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperChoice {
    /// Whether names are left out.
    Names,
    /// Whether small numbers of people are left out.
    Small,
    /// In which language it is written.
    Lang(Lang),
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
    /// Of a funder's table of participants before it is handed in.
    Participants {
        /// How many rows would be taken.
        complete: usize,
        /// How many there are.
        all: usize,
    },
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
    /// Throws the form below away, or what was said of the sheet below, and goes on leaving where that was asked.
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
