//! A decision: something agreed in a meeting or for a goal, with who does it and by when.

use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change};
use crate::{
    domain::{Act, Action, Change, Id, Kind, Leaning, Problem, Rule, Stored},
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// A decision, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ActionDraft {
    action: Action,
    existing: Option<Stored<Action>>,
}

impl Draft for ActionDraft {
    const NAME: &'static str = "action";
    const ACT: Act = Act::Action;
    const TITLE: Label = |w| &w.form.action;
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("text", |w| &w.field.decision, |w| &w.hint.decision, Slot::Text(300, |d| &mut d.action.text)),
        Field::new("participation", |w| &w.field.participant, |w| &w.hint.participant, Slot::Link(Kind::Participation, |d| &mut d.action.participation)),
        Field::new("worker", |w| &w.field.decision_worker, |w| &w.hint.decision_worker, Slot::Link(Kind::Worker, |d| &mut d.action.worker)),
        Field::new("due-on", |w| &w.field.decision_due, |w| &w.hint.decision_due, Slot::Date(Leaning::Future, |d| &mut d.action.due_on)),
        Field::new("done-on", |w| &w.field.done_on, |w| &w.hint.done_on, Slot::Date(Leaning::Past, |d| &mut d.action.done_on)),
        Field::new("dropped-on", |w| &w.field.dropped_on, |w| &w.hint.dropped_on, Slot::Date(Leaning::Past, |d| &mut d.action.dropped_on)),
    ];

    fn open(store: &Store, opening: &Opening, _env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Action>(id)).transpose()?;
        let new = Action { participation: opening.participation, meeting: opening.parent, ..Action::default() };
        Ok(Self { action: existing.as_ref().map_or(new, |stored| stored.record.clone()), existing })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let past = [("done-on", self.action.done_on), ("dropped-on", self.action.dropped_on)];
        let later = past.into_iter().filter(|(_, day)| day.is_some_and(|day| day > env.today));
        later.map(|(field, _)| Problem::new(field, Rule::InTheFuture)).collect()
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        one_change(self.existing.as_ref(), self.action.clone())
    }

    fn participation(&self) -> Option<Id> {
        self.action.participation
    }
}
