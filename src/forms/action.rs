//! A decision: something agreed in a meeting or for a goal, with who does it and by when.

use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change};
use crate::{
    domain::{Act, Action, Change, Kind, Leaning, Problem, Rule, Stored},
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
    const FIELDS: &'static [Field<Self>] = &[
        Field { name: "text", label: |w| &w.field.decision, hint: |w| &w.hint.decision, needed: true, slot: Slot::Text(300, |d| &mut d.action.text) },
        Field { name: "participation", label: |w| &w.field.participant, hint: |w| &w.hint.participant, needed: false, slot: Slot::Link(Kind::Participation, |d| &mut d.action.participation) },
        Field { name: "worker", label: |w| &w.field.decision_worker, hint: |w| &w.hint.decision_worker, needed: false, slot: Slot::Link(Kind::Worker, |d| &mut d.action.worker) },
        Field { name: "due-on", label: |w| &w.field.decision_due, hint: |w| &w.hint.decision_due, needed: false, slot: Slot::Date(Leaning::Future, |d| &mut d.action.due_on) },
        Field { name: "done-on", label: |w| &w.field.done_on, hint: |w| &w.hint.done_on, needed: false, slot: Slot::Date(Leaning::Past, |d| &mut d.action.done_on) },
        Field { name: "dropped-on", label: |w| &w.field.dropped_on, hint: |w| &w.hint.dropped_on, needed: false, slot: Slot::Date(Leaning::Past, |d| &mut d.action.dropped_on) },
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
}
