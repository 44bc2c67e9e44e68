//! What differs between the sheets that can be taken over: their form, whom a row may mean, and what a blank row starts from.

mod meetings;
mod participations;
mod people;
mod relations;
mod stays;
mod workers;

use std::collections::HashMap;

use serde_json::Value;

use super::alike::{Likeness, Who};
use crate::{
    domain::{Change, Choice, Id, Leaning, Problem, Stay, clean, fold},
    env::Env,
    forms::{Entry, FieldInfo, Input, Opening},
    i18n::{Lang, Words, words},
    store::{Result, Store},
};

pub(super) use meetings::Meetings;
pub(super) use participations::Participations;
pub(super) use participations::WHOSE;
pub(super) use people::{APPLIED, People, START};
pub(super) use relations::Relations;
pub(super) use stays::new_stay;
pub(super) use workers::Workers;

/// The stays that earlier rows of a sheet begin, by their participations.
pub(super) type Earlier = HashMap<Id, Vec<Stay>>;

/// Why a row cannot be taken over.
pub(super) enum Unfit {
    /// Something is wrong with these fields.
    Fields(Vec<Problem>),
    /// Something is wrong with the row as a whole; carries the sentence.
    Row(String),
}

/// A sort of sheet that can be taken over.
pub(super) trait Intake {
    /// The form whose fields the columns fill.
    fn form(&self) -> &'static str;
    /// The columns that are no field of the form.
    fn further_fields(&self) -> Vec<FieldInfo> {
        Vec::new()
    }
    /// The blank draft of a new record.
    fn blank(&self, env: &Env) -> Value;
    /// The draft that a row fills, given what earlier rows have added; none where the row does not say what it hangs on.
    fn base(&self, _row: &Filled<'_>, _earlier: &Earlier, _store: &Store, env: &Env) -> Result<Option<Value>> {
        Ok(Some(self.blank(env)))
    }
    /// What keeps a row from being taken over whatever its fields say.
    fn refuses(&self, _base: &Value, _env: &Env) -> Option<String> {
        None
    }
    /// Adds to the changes of a row what its further columns say.
    fn complete(
        &self,
        _row: &Filled<'_>,
        changes: Vec<Change>,
        _base: &Value,
        _env: &Env,
    ) -> std::result::Result<Vec<Change>, Unfit> {
        Ok(changes)
    }
    /// What a row is about, where the register has it already: the records that it may mean.
    fn known(&self, row: &Filled<'_>, env: &Env) -> Vec<Id>;
    /// Whom a row is about, where that is somebody who might be in the register under another name or code.
    fn who(&self, _row: &Filled<'_>, _env: &Env) -> Option<Who> {
        None
    }
    /// The record of the register that somebody may be, without being so for certain.
    fn may_be(&self, _who: &Who) -> Option<(Id, Likeness)> {
        None
    }
    /// What two rows about the same have in common.
    fn identity(&self, row: &Filled<'_>, env: &Env) -> String;
    /// What of a row another about the same must say too.
    fn says(&self, row: &Filled<'_>) -> Vec<String> {
        row.entries.iter().map(|entry| clean(&entry.text)).collect()
    }
    /// How the form opens on a record of the register.
    fn opening(&self, id: Id, _row: &Filled<'_>) -> Opening {
        Opening { existing: Some(id), ..Opening::default() }
    }
    /// What is said of two rows about the same that differ.
    fn twin<'w>(&self, words: &'w Words) -> &'w str {
        &words.import.twin
    }
    /// Whether a row that is in the register already must agree with it in this field.
    fn must_agree(&self, _field: &str) -> bool {
        true
    }
    /// Whether a row is about somebody who is not named, as an export of this program writes them, and says nothing new.
    fn passes_over(&self, _row: &Filled<'_>) -> bool {
        false
    }
    /// Puts right what only this sort of sheet says in its own way.
    fn adapt(&self, _row: &mut Filled<'_>, _env: &Env) {}
    /// The records that a cell of this field names.
    fn link(&self, _field: &str, _text: &str) -> Option<std::result::Result<Entry, crate::domain::Rule>> {
        None
    }
}

/// The fields of one row.
pub(super) struct Filled<'a> {
    pub(super) fields: &'a [FieldInfo],
    pub(super) entries: Vec<Entry>,
    /// Which fields the sheet has a column for.
    pub(super) in_sheet: &'a [bool],
}

impl Filled<'_> {
    fn place(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|known| known.name == field)
    }

    /// What stands in a field.
    pub(super) fn text(&self, field: &str) -> &str {
        self.place(field).map_or("", |place| self.entries[place].text.as_str())
    }

    fn chosen(&self, field: &str) -> Vec<Id> {
        let entry = self.place(field).map(|place| &self.entries[place]);
        entry.map(|entry| entry.chosen.iter().map(|(id, _)| *id).collect()).unwrap_or_default()
    }

    /// Which way a short form of a day is meant in a field.
    fn leaning(&self, field: &str) -> Option<Leaning> {
        match self.place(field).map(|place| &self.fields[place].input) {
            Some(Input::Date(leaning)) => Some(*leaning),
            _ => None,
        }
    }

    fn has_column(&self, field: &str) -> bool {
        self.place(field).is_some_and(|place| self.in_sheet[place])
    }

    fn put(&mut self, field: &str, text: &str) {
        if let Some(place) = self.place(field) {
            self.entries[place] = Entry::typed(text);
        }
    }
}

/// All that a choice is called: its code, and its name in every language.
fn names<T: Choice + Copy>(choice: T) -> Vec<String> {
    let named = Lang::ALL.into_iter().map(|lang| fold(words(lang).name(choice)));
    std::iter::once(choice.code().to_owned()).chain(named).collect()
}

/// The intake of this name.
pub(super) fn intake(what: super::What, store: &Store, env: &Env) -> Result<Box<dyn Intake>> {
    Ok(match what {
        super::What::People => Box::new(People::of(store, env)?),
        super::What::Workers => Box::new(Workers::of(store)?),
        super::What::Meetings => Box::new(Meetings::of(store, env)?),
        super::What::Entries => Box::new(Participations::entries(store, env)?),
        super::What::Spells => Box::new(Participations::spells(store, env)?),
        super::What::Assessments => Box::new(Participations::assessments(store, env)?),
        super::What::Exits => Box::new(Participations::exits(store, env)?),
        super::What::Relations => Box::new(Relations::of(store, env)?),
    })
}
