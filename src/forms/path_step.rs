//! A step of the programme's way that a participant has come to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, ItemList, Opening, Slot, days::to_come, erased::one_change, whose::Whose};
use crate::{
    domain::{Act, Change, Id, Leaning, PathStep, Problem, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A step, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PathStepDraft {
    step: String,
    entered_on: Option<NaiveDate>,
    whose: Whose,
    existing: Option<Stored<PathStep>>,
}

impl Draft for PathStepDraft {
    const NAME: &'static str = "path-step";
    const ACT: Act = Act::PathStep;
    const TITLE: Label = |w| &w.form.path_step;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("step", |w| &w.field.step, |w| &w.hint.step, Slot::Item(ItemList::Steps, |d| &mut d.step)),
        Field::needed("entered-on", |w| &w.field.from, |w| &w.hint.from, Slot::Date(Leaning::Past, |d| &mut d.entered_on)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<PathStep>(id)).transpose()?;
        let participation = existing.as_ref().map(|row| row.record.participation).or(opening.participation);
        let whose = Whose::participation(store, participation, env.words)?;
        let step = existing.as_ref().map(|row| row.record.step.clone()).unwrap_or_default();
        let entered_on = Some(existing.as_ref().map_or(env.today, |row| row.record.entered_on));
        Ok(Self { step, entered_on, whose, existing })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        to_come(&[("entered-on", self.entered_on)], env)
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let Some(entered_on) = self.entered_on else { return Vec::new() };
        let (participation, step) = (self.whose.participation, self.step.clone());
        one_change(self.existing.as_ref(), PathStep { participation, step, entered_on })
    }

    fn participation(&self) -> Option<Id> {
        Some(self.whose.participation)
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
