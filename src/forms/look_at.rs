//! Which other day is looked at, and with whose knowledge. Saves nothing: what it asks for is a way of reading.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Entry, Field, Opening, Slot, day_meant};
use crate::{
    domain::{Act, Change, Leaning, Problem, Rule},
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// The form's name, for whoever has to tell it from those that save.
pub const LOOK_AT: &str = "look-at";

/// The days that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct LookAtDraft {
    as_of: Option<NaiveDate>,
    known_on: Option<NaiveDate>,
}

impl Draft for LookAtDraft {
    const NAME: &'static str = LOOK_AT;
    // It never reaches the change log, since it makes no changes.
    const ACT: Act = Act::SetUp;
    const TITLE: Label = |w| &w.form.look_at;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::new("as-of", |w| &w.field.as_of, |w| &w.hint.as_of, Slot::Date(Leaning::Past, |d| &mut d.as_of)),
        Field::new("known-on", |w| &w.field.known_on, |w| &w.hint.known_on, Slot::Date(Leaning::Past, |d| &mut d.known_on)),
    ];

    fn open(_store: &Store, _opening: &Opening, _env: &Env) -> Result<Self> {
        Ok(Self::default())
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        match (self.as_of, self.known_on) {
            (None, None) => vec![Problem::new("as-of", Rule::Missing)],
            (_, Some(day)) if day > env.today => vec![Problem::new("known-on", Rule::InTheFuture)],
            _ => Vec::new(),
        }
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        Vec::new()
    }
}

/// The two days that the fields of the form name: the one whose facts are wanted, the one whose knowledge is.
pub fn days_to_look_at(entries: &[Entry], env: &Env) -> [Option<NaiveDate>; 2] {
    [0, 1].map(|place| entries.get(place).and_then(|entry| day_meant(&entry.text, Leaning::Past, env)))
}
