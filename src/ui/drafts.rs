//! What the screen knows of drafts: what is kept of an open form, and what could be opened again.

use crate::{domain::Id, forms::Entry};

/// A form as it is kept in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// The draft's number.
    pub id: Id,
    /// When it was kept, as it is shown.
    pub at: String,
    /// What stood in the fields then.
    pub entries: Vec<Entry>,
}

/// A draft that could be opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// The draft's number.
    pub id: Id,
    /// The form, whom it is about, and when it was typed.
    pub label: String,
    /// Whether another window of the same user has it open.
    pub elsewhere: bool,
}
