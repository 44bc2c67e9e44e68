//! A break inside a stay.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change};
use crate::{
    domain::{Act, Change, Id, Leaning, Pause, Problem, Rule, Stay, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A pause, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PauseDraft {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    reason: String,
    stay: Option<Stored<Stay>>,
    existing: Option<Stored<Pause>>,
    about: String,
}

impl Draft for PauseDraft {
    const NAME: &'static str = "pause";
    const ACT: Act = Act::Pause;
    const TITLE: Label = |w| &w.form.pause;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("from", |w| &w.field.from, |w| &w.hint.from, Slot::Date(Leaning::Past, |d| &mut d.from)),
        Field::new("to", |w| &w.field.to, |w| &w.hint.to, Slot::Date(Leaning::Future, |d| &mut d.to)),
        Field::new("reason", |w| &w.field.reason, |w| &w.hint.reason, Slot::Text(200, |d| &mut d.reason)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Pause>(id)).transpose()?;
        let case = opening.participation.map(|id| store.case(id)).transpose()?.flatten();
        let stay_id = existing.as_ref().map(|pause| pause.record.stay);
        let stay = match (stay_id, &case) {
            (Some(id), _) => store.get(id)?,
            (None, Some(case)) => {
                case.stays.iter().rev().map(|facts| facts.stay.clone()).find(|stay| stay.record.exited_on.is_none())
            }
            (None, None) => None,
        };
        Ok(Self {
            from: Some(existing.as_ref().map_or(env.today, |pause| pause.record.from)),
            to: existing.as_ref().and_then(|pause| pause.record.to),
            reason: existing.as_ref().map(|pause| pause.record.reason.clone()).unwrap_or_default(),
            stay,
            existing,
            about: case.map(|case| env.words.participant(&case)).unwrap_or_default(),
        })
    }

    fn problems(&self, _env: &Env) -> Vec<Problem> {
        let Some(from) = self.from else { return Vec::new() };
        let mut problems = Vec::new();
        if self.to.is_some_and(|to| to < from) {
            problems.push(Problem::new("to", Rule::BeforeBeginning(from)));
        }
        if let Some(stay) = &self.stay {
            if from < stay.record.entered_on {
                problems.push(Problem::new("from", Rule::BeforeBeginning(stay.record.entered_on)));
            }
            if let Some(exit) = stay.record.exited_on.filter(|exit| self.to.is_none_or(|to| to > *exit)) {
                problems.push(Problem::new("to", Rule::AfterEnd(exit)));
            }
        }
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(from), Some(stay)) = (self.from, &self.stay) else { return Vec::new() };
        let record = Pause { stay: stay.id, from, to: self.to, reason: self.reason.clone() };
        one_change(self.existing.as_ref(), record)
    }

    fn about(&self, _words: &Words) -> String {
        self.about.clone()
    }

    fn participation(&self) -> Option<Id> {
        self.stay.as_ref().map(|stay| stay.record.participation)
    }
}
