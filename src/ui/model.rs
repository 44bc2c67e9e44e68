//! The model: everything the screen knows, as plain data. Only `update` changes it, and only `view` draws it.

use std::{path::PathBuf, sync::Arc};

use serde_json::Value;

pub use super::effect::Effect;
pub use super::pages::{Answer, PageOf, PageState, Paper, PaperAsked, PaperChoice, PaperOf, QuestionState};
use super::{
    Editor,
    drafts::{DraftLine, KeptDraft},
    key::Input,
    sheets::{FolderLine, SheetState},
    sought::Sought,
    together::{ConflictState, Theirs, Together},
};
use crate::{
    cards::{About, Card},
    domain::{Act, Id, Kind, Rights},
    env::Env,
    forms::{Entry, FieldInfo, Filled, Opening, Restored, Twins},
    lists::{Page, Query},
};

pub use super::notice::{Notice, Tone};

/// Everything the screen knows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The surroundings of the session.
    pub env: Env,
    /// The office's name.
    pub office: String,
    /// Whether this is a training register.
    pub training: bool,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// Which tab is open.
    pub tab: usize,
    /// The list of each tab.
    pub lists: Vec<ListState>,
    /// What lies over the list, the top one last.
    pub layers: Vec<Layer>,
    /// What the status line says.
    pub notice: Option<Notice>,
    /// What it has said, newest last.
    pub messages: Vec<Notice>,
    /// Set when Esc found nothing to do: a digit after it is a function key.
    pub escaped: bool,
    /// Set when the program is to end.
    pub ended: bool,
}

/// A list and the place in it.
#[derive(Clone, Debug, Default)]
pub struct ListState {
    /// What is asked of the file.
    pub query: Query,
    /// What it has answered.
    pub page: Page,
    /// Whether it has answered at all.
    pub loaded: bool,
    /// The row under the cursor, counted in the whole list.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Whether the user is typing what to find.
    pub finding: bool,
}

/// Something that lies over the list.
#[derive(Clone, Debug)]
pub enum Layer {
    /// A card.
    Card(CardState),
    /// A form.
    Form(Box<FormState>),
    /// A pick list.
    Pick(PickState),
    /// A page of text.
    Page(PageState),
    /// A question.
    Question(QuestionState),
    /// Two versions of one record.
    Conflict(Box<ConflictState>),
    /// Two records of one person.
    Twins(Box<TwinsState>),
    /// A sheet that is to be taken over.
    Sheet(Box<SheetState>),
}

/// Two records of one person beside each other.
#[derive(Clone, Debug)]
pub struct TwinsState {
    /// What each says, and what follows.
    pub twins: Twins,
    /// The field under the cursor.
    pub selected: usize,
}

/// A card and the place in it.
#[derive(Clone, Debug)]
pub struct CardState {
    /// The card.
    pub card: Card,
    /// What is sought in its list.
    pub find: String,
    /// Whether the user is typing it.
    pub finding: bool,
    /// The row under the cursor, among those that are shown.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    /// The first line of the facts on the screen.
    pub facts_top: usize,
}

/// An open form.
#[derive(Clone, Debug)]
pub struct FormState {
    /// Which form.
    pub name: &'static str,
    /// What it was opened on.
    pub opening: Opening,
    /// Its fields.
    pub fields: Vec<FieldInfo>,
    /// The draft it started from.
    pub base: Arc<Value>,
    /// Which of them the programme asks for.
    pub asked: Vec<bool>,
    /// What stood in the fields at first.
    pub first: Vec<Entry>,
    /// What stands in the fields.
    pub entries: Vec<Entry>,
    /// Whom it is about.
    pub about: String,
    /// The field under the cursor.
    pub focus: usize,
    /// The text under the cursor; none in a field that only takes a choice.
    pub editor: Option<Editor>,
    /// Set where the next letter takes the place of the text under the cursor: in a day that was there before.
    pub replaces: bool,
    /// What is wrong, by field.
    pub problems: Vec<(usize, String)>,
    /// What follows from saving.
    pub consequences: Vec<String>,
    /// Who has saved the record since the form was opened.
    pub newer: Option<Theirs>,
    /// What was put together with it.
    pub together: Option<Together>,
    /// What of it is kept in the register as a draft.
    pub kept: Option<KeptDraft>,
}

/// A pick list.
#[derive(Clone, Debug)]
pub struct PickState {
    /// What it is for.
    pub purpose: Purpose,
    /// What stands over it.
    pub title: String,
    /// What was typed to search.
    pub typed: String,
    /// Everything that can be picked.
    pub options: Vec<PickOption>,
    /// The option under the cursor, among those that are shown.
    pub selected: usize,
    /// Whether several may be ticked.
    pub several: bool,
}

/// What a pick list is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To fill this field of the form below with a coded value.
    Code(usize),
    /// To fill this field of the form below with records.
    Records(usize, Kind),
    /// To run an action; from the menu or from help.
    Action,
    /// To sort the list.
    Sort,
    /// To choose a view of the list.
    View,
    /// To open a form for a new record.
    New(About),
    /// To print or export.
    Print,
    /// To write the report below to a file.
    WriteAs,
    /// To write the list of this tab to a file.
    ExportAs(usize),
    /// To open a draft again.
    Draft,
    /// To choose who is the same person as this participation's.
    Twin(Id),
    /// To find a file among files and folders.
    Find(Sought),
    /// To read a guide.
    Guide,
    /// To say what this sheet is about.
    SheetAbout(PathBuf),
    /// To say something of the sheet below otherwise.
    SheetAnswer,
}

/// Something that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickOption {
    /// What it stands for.
    pub value: Picked,
    /// What it is called.
    pub label: String,
    /// What else is to be said of it, at the right.
    pub detail: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What an option stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A coded value.
    Code(&'static str),
    /// A record.
    Record(Id),
    /// A folder.
    Folder(PathBuf),
    /// A file.
    File(PathBuf),
    /// An action.
    Action(super::Action),
    /// A place in a table: a column, a view.
    Place(usize),
    /// A form.
    Form(&'static str),
    /// A report, a sheet, or everything that is held on a participant.
    Paper(PaperOf),
    /// What can be chosen of a report.
    Choice(PaperChoice),
    /// A guide.
    Guide(String),
    /// A line that can only be read.
    Nothing,
}

/// Everything that can happen.
#[derive(Clone, Debug)]
pub enum Message {
    /// The user did something at the terminal.
    Input(Input),
    /// A list has answered.
    Listed(usize, Page),
    /// A card was read; none when it is gone.
    Carded(Option<Box<Card>>),
    /// A form was opened.
    Opened(&'static str, Opening, Filled),
    /// Records were found for a pick list.
    Options(Vec<PickOption>),
    /// A folder was read, to find a file in: what it is called, and what lies there.
    Folder(Sought, String, Vec<FolderLine>),
    /// The guides there are: the name and the title of each.
    Guides(Vec<(String, String)>),
    /// A file was written that a form asked for: the sentence.
    Written(String),
    /// A sheet was looked into.
    Sheet(Box<SheetState>),
    /// Two persons were laid beside each other.
    Twins(Box<Twins>),
    /// A form was saved.
    Saved(Act, String, Vec<(Kind, Id)>),
    /// Somebody else had saved the record of the form: who, and how it would open now.
    Conflicted(Theirs, Filled),
    /// Somebody else had removed the record of the form, or ended what it is about.
    Overtaken(Theirs),
    /// Somebody else has saved the record of the form that is open, or nobody has after all.
    Newer(Option<Theirs>),
    /// An act was taken back, or done again; whom it was about.
    Undone(Act, String, bool),
    /// A save waits for somebody else's: who that is.
    Waiting(String),
    /// Something that takes long has come so far; nothing once it has ended.
    Reached(String),
    /// What the user may do here has changed.
    Rights(Rights),
    /// The form at this place among the layers is kept as a draft; none where there is nothing to keep any more.
    Kept(usize, Option<KeptDraft>),
    /// The user's drafts; whether that is asked because the program has begun.
    Drafts(Vec<DraftLine>, bool),
    /// A draft is open again.
    Restored(&'static str, Opening, Box<Restored>, KeptDraft),
    /// An act can be taken back only in part: how many of all, and why some of the others are left.
    Foreseen {
        /// The act.
        batch: i64,
        /// How many parts can be taken back.
        parts: usize,
        /// How many there are.
        all: usize,
        /// Why the first of the others are left.
        left: Vec<String>,
    },
    /// Something was done that only wants saying.
    Told(String),
    /// Something its user should know.
    Warned(String),
    /// Something failed: the sentence, what to do included.
    Failed(String),
    /// A text to read: title, text.
    Text(String, String),
    /// The file is no longer the one that was read: the sentence. Nothing can be saved until it is opened anew.
    Lost(String),
    /// The file was opened anew.
    Reopened,
    /// A report to read, and to write to a file: of what it is, its title.
    Paper(PageOf, String, Box<Paper>),
    /// A report was sealed: the sentence.
    Sealed(String),
    /// Another day is looked at, or today again: the surroundings there.
    Looked(Box<Env>),
    /// Somebody else has saved.
    Elsewhere,
    /// A new day has begun.
    Day(chrono::NaiveDate),
}

impl Model {
    /// A model on its first tab, with nothing read yet.
    pub fn new(env: Env, office: String, training: bool, size: (u16, u16)) -> Self {
        let lists = crate::lists::LISTS.iter().map(|_| ListState::default()).collect();
        Self {
            env,
            office,
            training,
            size,
            tab: 0,
            lists,
            layers: Vec::new(),
            notice: None,
            messages: Vec::new(),
            escaped: false,
            ended: false,
        }
    }

    /// The list of the open tab.
    pub fn list(&self) -> &ListState {
        &self.lists[self.tab]
    }

    /// The list of the open tab, to change it.
    pub(super) fn list_mut(&mut self) -> &mut ListState {
        &mut self.lists[self.tab]
    }
}
