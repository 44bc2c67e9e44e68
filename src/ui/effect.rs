//! What the screen wants done outside of the model, as data: the running program does it and hands the answer back.

use std::path::PathBuf;

use super::{
    pages::{Paper, PaperAsked},
    sheets::SheetAsked,
    sought::Sought,
};
use crate::{
    domain::{Change, Id, Kind},
    exchange::Form,
    forms::{Opening, ToWrite},
    lists::Target,
};

/// What the update wants done outside of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Reads the list of a tab.
    List(usize),
    /// Reads a card.
    Card(Target),
    /// Reads one change of a history in full.
    Logged(i64),
    /// Opens a form.
    Form(&'static str, Opening),
    /// Asks whether somebody else has saved the record of the form that is open.
    Compare(&'static str, Opening),
    /// Finds records for a pick list.
    Options(Kind, String),
    /// Saves the changes of a form.
    Commit(&'static str, Opening, String, Vec<Change>),
    /// Removes a record, or only the part of it that this form has made.
    Remove(&'static str, Kind, Id),
    /// Reads a folder, to find a file in; without one, that in which the program was begun.
    Folder(Sought, Option<PathBuf>),
    /// Looks into a sheet.
    LookInto(Box<SheetAsked>),
    /// Writes the rows of a sheet that are wrong into a file.
    WriteRefused(Box<SheetAsked>),
    /// Takes a sheet over.
    TakeOver(Box<SheetAsked>),
    /// Lays the person of a participation and another beside each other.
    Twins(Id, Id),
    /// Makes two persons one, the first kept, with these fields of the other.
    Merge([Id; 2], Vec<&'static str>),
    /// Keeps what is typed as drafts.
    Keep,
    /// Finds the user's drafts; whether because the program has begun.
    Drafts(bool),
    /// Opens a draft again.
    OpenDraft(Id),
    /// Throws a draft away.
    ThrowDraftAway(Id),
    /// Takes the last act back.
    Undo,
    /// Takes this act back, but what somebody has built upon.
    TakeBack(i64),
    /// Does it again.
    Redo,
    /// Looks at the facts of a day with the knowledge of a day; without both, at today.
    LookAt(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>),
    /// Makes a report, a sheet on a record, or the page of everything that is held on a participant.
    Paper(PaperAsked),
    /// Takes out who a participant is: why, and whether the consent was withdrawn.
    Forget(Id, String, bool),
    /// Seals a report.
    Seal(&'static str),
    /// Shows a sealed report as it was handed in.
    Sealed(Id),
    /// Holds a sealed report against what is known now.
    CompareSealed(Id),
    /// Writes a list to a file.
    Export(usize, Form),
    /// Writes a report to a file.
    Write(Box<Paper>, Form),
    /// Writes something to a file of this name.
    WriteOut(ToWrite, String),
    /// Counts over this register and the one in another file.
    Joint(PathBuf),
    /// Finds the guides.
    Guides,
    /// Shows the guide of this name.
    Guide(String),
    /// Takes in the guide in a file.
    AddGuide(PathBuf),
    /// Writes the complete rows of a funder's table of participants to a file.
    HandOut(&'static str, Form),
    /// Opens the file anew that lies in the place of the register.
    Reopen,
    /// Draws the whole screen anew.
    Redraw,
}

impl Effect {
    /// Whether it saves, and so may have to wait for somebody else's save.
    pub const fn saves(&self) -> bool {
        matches!(
            self,
            Self::Commit(..)
                | Self::Remove(..)
                | Self::Undo
                | Self::Redo
                | Self::Merge(..)
                | Self::TakeOver(_)
                | Self::AddGuide(_)
                | Self::HandOut(..)
        )
    }
}
