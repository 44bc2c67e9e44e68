//! A flag on a person: what everybody must see, until it is closed with a note.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Draft, Field, Opening, Slot,
    days::{left_empty, to_come, too_early},
    erased::one_change,
    whose::Whose,
};
use crate::{
    domain::{Act, Change, Flag, Leaning, Problem, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A flag, new or to be corrected or closed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FlagDraft {
    text: String,
    raised_on: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    closing_note: String,
    whose: Whose,
    existing: Option<Stored<Flag>>,
}

impl Draft for FlagDraft {
    const NAME: &'static str = "flag";
    const ACT: Act = Act::Flag;
    const TITLE: Label = |w| &w.form.flag;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("text", |w| &w.field.flag, |w| &w.hint.flag, Slot::Text(200, |d| &mut d.text)),
        Field::needed("raised-on", |w| &w.field.raised_on, |w| &w.hint.raised_on, Slot::Date(Leaning::Past, |d| &mut d.raised_on)),
        Field::new("closed-on", |w| &w.field.closed_on, |w| &w.hint.closed_on, Slot::Date(Leaning::Past, |d| &mut d.closed_on)),
        Field::new("closing-note", |w| &w.field.closing_note, |w| &w.hint.closing_note, Slot::Text(300, |d| &mut d.closing_note)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Flag>(id)).transpose()?;
        let person = existing.as_ref().map(|row| row.record.person);
        let whose = Whose::either(store, person, opening.participation, env.words)?;
        let Some(stored) = existing else {
            return Ok(Self { raised_on: Some(env.today), whose, ..Self::default() });
        };
        let flag = stored.record.clone();
        Ok(Self {
            text: flag.text,
            raised_on: Some(flag.raised_on),
            closed_on: flag.closed_on,
            closing_note: flag.closing_note,
            whose,
            existing: Some(stored),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("raised-on", self.raised_on), ("closed-on", self.closed_on)], env);
        problems.extend(too_early("closed-on", self.closed_on, self.raised_on));
        let (day, note) = (("closed-on", self.closed_on.is_some()), ("closing-note", !self.closing_note.is_empty()));
        problems.extend(left_empty(day, note));
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let Some(raised_on) = self.raised_on else { return Vec::new() };
        let flag = Flag {
            person: self.whose.person,
            text: self.text.clone(),
            raised_on,
            closed_on: self.closed_on,
            closing_note: self.closing_note.clone(),
        };
        one_change(self.existing.as_ref(), flag)
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
