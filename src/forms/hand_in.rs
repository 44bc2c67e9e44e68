//! A report that was handed in to the funder, answering a deadline of the programme.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, days::to_come, erased::one_change};
use crate::{
    domain::{Act, Change, HandIn, Id, Leaning, Problem, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// What was handed in, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct HandInDraft {
    handed_in_on: Option<NaiveDate>,
    note: String,
    programme: Id,
    rule: String,
    occurrence: i64,
    existing: Option<Stored<HandIn>>,
    about: String,
}

impl Draft for HandInDraft {
    const NAME: &'static str = "hand-in";
    const ACT: Act = Act::HandIn;
    const TITLE: Label = |w| &w.form.hand_in;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("handed-in-on", |w| &w.field.handed_in_on, |w| &w.hint.handed_in_on, Slot::Date(Leaning::Past, |d| &mut d.handed_in_on)),
        Field::new("note", |w| &w.field.note, |w| &w.hint.note, Slot::Text(300, |d| &mut d.note)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<HandIn>(id)).transpose()?;
        let (rule, occurrence) = match &existing {
            Some(stored) => (stored.record.rule.clone(), stored.record.occurrence),
            None => opening.answers.clone().unwrap_or_default(),
        };
        let deadline = env.definition.deadline(&rule);
        Ok(Self {
            handed_in_on: Some(existing.as_ref().map_or(env.today, |row| row.record.handed_in_on)),
            note: existing.as_ref().map(|row| row.record.note.clone()).unwrap_or_default(),
            programme: existing.as_ref().map_or(env.programme, |row| row.record.programme),
            about: deadline.map(|it| it.name.get(env.words.lang.code()).to_owned()).unwrap_or_default(),
            rule,
            occurrence,
            existing,
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        to_come(&[("handed-in-on", self.handed_in_on)], env)
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let Some(handed_in_on) = self.handed_in_on else { return Vec::new() };
        let (programme, rule, occurrence) = (self.programme, self.rule.clone(), self.occurrence);
        one_change(
            self.existing.as_ref(),
            HandIn { programme, rule, occurrence, handed_in_on, note: self.note.clone() },
        )
    }

    fn about(&self, _words: &Words) -> String {
        self.about.clone()
    }
}
