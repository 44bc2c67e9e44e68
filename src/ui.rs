//! The screen as the Elm architecture has it: a model of plain data, messages, one pure update, one pure view, effects as data.
//!
//! Knows ratatui; knows no SQL, no files, no crossterm and no clock.

mod action;
mod drafts;
mod editor;
mod effect;
mod key;
mod key_card;
mod keymap;
mod layout;
mod model;
mod notice;
mod paged;
mod pages;
mod panes;
mod scope;
mod sheets;
mod sought;
mod theme;
mod together;
mod update;
mod view;
mod wrap;

pub use action::Action;
pub use drafts::{DraftLine, KeptDraft};
pub use editor::Editor;
pub use key::{Code, Input, Key};
pub use key_card::{KEY_CARD, key_card};
pub use keymap::{Binding, Footer, KEYMAP, Scope, When, bindings, key_name, resolve};
pub use layout::{Regions, SMALLEST};
pub use model::{
    Answer, CardState, Effect, FormState, Layer, ListState, Message, Model, Notice, PageOf, PageState, Paper,
    PaperAsked, PaperChoice, PaperOf, PickOption, PickState, Picked, Purpose, QuestionState, Tone,
};
pub use sheets::{FolderLine, SheetAnswer, SheetAsked, SheetLine, SheetState};
pub use sought::Sought;
pub use together::{ConflictState, Theirs, Together};
pub use update::update;
pub use view::{packed_keys, packed_tabs, view};
pub use wrap::wrapped;
