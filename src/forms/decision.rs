//! A formal decision about a stay: who made it, when and on what.

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
    domain::{Act, Change, Choice, Decision, DecisionKind, Id, Kind, Leaning, Problem, Rule, Stay, Stored},
    env::Env,
    i18n::{Label, Words},
    store::{Result, Store},
};

/// A decision, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct DecisionDraft {
    kind: Option<DecisionKind>,
    decided_on: Option<NaiveDate>,
    worker: Option<Id>,
    by: String,
    until: Option<NaiveDate>,
    basis: String,
    note: String,
    stay: Option<Stored<Stay>>,
    whose: Whose,
    existing: Option<Stored<Decision>>,
}

impl Draft for DecisionDraft {
    const NAME: &'static str = "decision";
    const ACT: Act = Act::Decision;
    const TITLE: Label = |w| &w.form.decision;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("kind", |w| &w.field.kind, |w| &w.hint.decision_kind, choice_slot!(DecisionKind, kind)),
        Field::needed("decided-on", |w| &w.field.ruled_on, |w| &w.hint.decided_on, Slot::Date(Leaning::Past, |d| &mut d.decided_on)),
        Field::new("worker", |w| &w.field.decided_by, |w| &w.hint.worker, Slot::Link(Kind::Worker, |d| &mut d.worker)),
        Field::new("by", |w| &w.field.by, |w| &w.hint.by, Slot::Text(120, |d| &mut d.by)),
        Field::new("until", |w| &w.field.until, |w| &w.hint.until, Slot::Date(Leaning::Future, |d| &mut d.until)),
        Field::new("basis", |w| &w.field.basis, |w| &w.hint.basis, Slot::Text(300, |d| &mut d.basis)),
        Field::new("note", |w| &w.field.note, |w| &w.hint.note, Slot::Text(300, |d| &mut d.note)),
    ];

    fn open(store: &Store, opening: &Opening, env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Decision>(id)).transpose()?;
        let stay = match (&existing, opening.participation) {
            (Some(stored), _) => store.get::<Stay>(stored.record.stay)?,
            (None, Some(id)) => store.case(id)?.and_then(|case| Some(case.stays.last()?.stay.clone())),
            (None, None) => None,
        };
        let whose = Whose::participation(store, stay.as_ref().map(|stay| stay.record.participation), env.words)?;
        let Some(stored) = existing else {
            return Ok(Self { decided_on: Some(env.today), stay, whose, ..Self::default() });
        };
        let decision = stored.record.clone();
        Ok(Self {
            kind: Some(decision.kind),
            decided_on: Some(decision.decided_on),
            worker: decision.worker,
            by: decision.by,
            until: decision.until,
            basis: decision.basis,
            note: decision.note,
            stay,
            whose,
            existing: Some(stored),
        })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = to_come(&[("decided-on", self.decided_on)], env);
        if self.worker.is_none() && self.by.is_empty() {
            problems.push(Problem::new("worker", Rule::Missing));
        }
        match (self.kind, self.until) {
            (Some(DecisionKind::Prolongation), None) => problems.push(Problem::new("until", Rule::Missing)),
            (Some(DecisionKind::Prolongation), _) | (_, None) => {}
            (_, Some(_)) => {
                let rule = Rule::OnlyWith(DecisionKind::SET, DecisionKind::Prolongation.code());
                problems.push(Problem::new("until", rule));
            }
        }
        let entered = self.stay.as_ref().map(|stay| stay.record.entered_on);
        problems.extend(too_early("until", self.until, entered));
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        let (Some(kind), Some(decided_on), Some(stay)) = (self.kind, self.decided_on, &self.stay) else {
            return Vec::new();
        };
        let decision = Decision {
            stay: stay.id,
            kind,
            decided_on,
            worker: self.worker,
            by: self.by.clone(),
            until: self.until,
            basis: self.basis.clone(),
            note: self.note.clone(),
        };
        one_change(self.existing.as_ref(), decision)
    }

    fn participation(&self) -> Option<Id> {
        Some(self.whose.participation)
    }

    fn about(&self, _words: &Words) -> String {
        self.whose.name.clone()
    }
}
