//! One circumstance of a person, over a span of days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Draft, Field, Opening, Slot,
    days::{to_come, too_early},
    erased::one_change,
    field::choice_slot,
    whose::Whose,
};
use crate::{
    domain::{Act, Answer, Change, Circumstance, CircumstanceKind, Leaning, Problem, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A circumstance, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CircumstanceDraft {
    kind: Option<CircumstanceKind>,
    answer: Option<Answer>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    whose: Whose,
    existing: Option<Stored<Circumstance>>,
}

impl Draft for CircumstanceDraft {
    const NAME: &'static str = "circumstance";
    const ACT: Act = Act::Circumstance;
    const TITLE: Label = |w| &w.form.circumstance;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("kind", |w| &w.field.circumstance, |w| &w.hint.circumstance, choice_slot!(CircumstanceKind, kind)),
        Field::needed("answer", |w| &w.field.answer, |w| &w.hint.answer, choice_slot!(Answer, answer)),
        Field::new("since", |w| &w.field.since, |w| &w.hint.since, Slot::Date(Leaning::Birth, |d| &mut d.since)),
        Field::new("until", |w| &w.field.to, |w| &w.hint.to, Slot::Date(Leaning::Past, |d| &mut d.until)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Circumstance>(id)).transpose()?;
        let person = existing.as_ref().map(|row| row.record.person);
        let whose = Whose::either(store, person, opening.participation, env.words)?;
        let record = existing.as_ref().map(|row| &row.record);
        Ok(Self {
            kind: record.map(|record| record.kind),
            answer: Some(record.map_or(Answer::Yes, |record| record.answer)),
            since: record.and_then(|record| record.since),
            until: record.and_then(|record| record.until),
            whose,
            existing,
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("since", self.since)], env);
        problems.extend(too_early("until", self.until, self.since));
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(kind), Some(answer)) = (self.kind, self.answer) else { return Vec::new() };
        let (person, since, until) = (self.whose.person, self.since, self.until);
        one_change(self.existing.as_ref(), Circumstance { person, kind, answer, since, until })
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
