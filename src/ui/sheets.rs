//! What the screen knows of a sheet that is to be taken over: how it is read, what it would come to, what can be chosen.

use std::{collections::BTreeSet, path::PathBuf};

use crate::exchange::{DateForm, Encoding, NameOrder, Reading, What};

/// A file or a folder that may be gone into to find a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderLine {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// What else is to be said of it: how large it is, when it was saved.
    pub detail: String,
}

/// Which sheet, what it is about, and how it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetAsked {
    /// The file.
    pub path: PathBuf,
    /// What it is about.
    pub what: What,
    /// What the user has said about it.
    pub reading: Reading,
}

/// A sheet as it would be taken over.
#[derive(Clone, Debug)]
pub struct SheetState {
    /// Which, and how it is read.
    pub asked: SheetAsked,
    /// What taking it over would come to, in sentences.
    pub summary: Vec<String>,
    /// What can be chosen, and what is wrong.
    pub lines: Vec<SheetLine>,
    /// The line under the cursor.
    pub selected: usize,
    /// How many rows would be taken over; none where the sheet is not understood yet.
    pub ready: Option<usize>,
    /// How many rows would be left out, because something is wrong with them.
    pub refused: usize,
}

/// A line below what is said of the sheet.
#[derive(Clone, Debug)]
pub enum SheetLine {
    /// A heading over the lines that follow.
    Heading(String),
    /// Something that can be said otherwise.
    Choice {
        /// What it is about: a heading of the sheet, or how it is read.
        label: String,
        /// What holds.
        value: String,
        /// What stands in the first row.
        sample: String,
        /// What else there is.
        answers: Vec<(String, SheetAnswer)>,
    },
    /// Something that is wrong, or that would change; with what can be answered, where it is a question.
    Said(String, Vec<(String, SheetAnswer)>),
}

/// What the user may say about a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetAnswer {
    /// Its encoding.
    Encoding(Encoding),
    /// The form of its dates.
    Dates(DateForm),
    /// Which name comes first.
    Names(NameOrder),
    /// The one of several sheets.
    Sheet(String),
    /// What a column is for: its heading, and a field; none leaves it out.
    Column(String, Option<&'static str>),
    /// Whether names in capitals are put right.
    ProperNames(bool),
    /// That a row is about somebody else than it looks like.
    SomebodyElse(usize),
    /// Whether the sheet wins where the register says something else.
    Update(bool),
}

impl SheetState {
    /// Whether the user has said something of it that leaving it would lose.
    pub fn is_answered(&self) -> bool {
        self.asked.reading != Reading::default()
    }

    /// What can be answered in the line under the cursor.
    pub fn answers(&self) -> &[(String, SheetAnswer)] {
        match self.lines.get(self.selected) {
            Some(SheetLine::Choice { answers, .. } | SheetLine::Said(_, answers)) => answers,
            Some(SheetLine::Heading(_)) | None => &[],
        }
    }
}

impl SheetAsked {
    /// The same with one thing said otherwise.
    #[must_use]
    pub fn with(mut self, answer: SheetAnswer) -> Self {
        let reading = &mut self.reading;
        match answer {
            SheetAnswer::Encoding(encoding) => reading.encoding = Some(encoding),
            SheetAnswer::Dates(dates) => reading.dates = Some(dates),
            SheetAnswer::Names(order) => reading.names = Some(order),
            // What was said of the columns and rows of another sheet does not hold for this one.
            SheetAnswer::Sheet(sheet) => {
                (reading.sheet, reading.map, reading.others) = (Some(sheet), Vec::new(), BTreeSet::new());
            }
            SheetAnswer::Column(heading, field) => {
                reading.map.retain(|(known, _)| *known != heading);
                reading.map.push((heading, field.unwrap_or("-").to_owned()));
            }
            SheetAnswer::ProperNames(put_right) => reading.proper_names = put_right,
            SheetAnswer::SomebodyElse(row) => drop(reading.others.insert(row)),
            SheetAnswer::Update(update) => reading.update = update,
        }
        self
    }
}
