//! A worker of the programme.

use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change, field::choice_slot};
use crate::{
    domain::{Act, Change, Leaning, Problem, Rule, Stored, Worker, WorkerRole},
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// A worker, new or to be corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkerDraft {
    /// The worker as the fields have it.
    pub worker: Worker,
    existing: Option<Stored<Worker>>,
}

impl Draft for WorkerDraft {
    const NAME: &'static str = "worker";
    const ACT: Act = Act::Worker;
    const TITLE: Label = |w| &w.form.worker;
    const FIELDS: &'static [Field<Self>] = &[
        Field { name: "surname", label: |w| &w.field.surname, hint: |w| &w.hint.surname, needed: true, slot: Slot::Text(80, |d| &mut d.worker.surname) },
        Field { name: "given", label: |w| &w.field.given, hint: |w| &w.hint.given, needed: true, slot: Slot::Text(80, |d| &mut d.worker.given) },
        Field { name: "role", label: |w| &w.field.role, hint: |w| &w.hint.role, needed: true, slot: choice_slot!(WorkerRole, worker.role) },
        Field { name: "organisation", label: |w| &w.field.organisation, hint: |w| &w.hint.organisation, needed: false, slot: Slot::Text(120, |d| &mut d.worker.organisation) },
        Field { name: "phone", label: |w| &w.field.phone, hint: |w| &w.hint.phone, needed: false, slot: Slot::Text(40, |d| &mut d.worker.phone) },
        Field { name: "email", label: |w| &w.field.email, hint: |w| &w.hint.email, needed: false, slot: Slot::Text(120, |d| &mut d.worker.email) },
        Field { name: "login", label: |w| &w.field.login, hint: |w| &w.hint.login, needed: false, slot: Slot::Text(60, |d| &mut d.worker.login) },
        Field { name: "active-from", label: |w| &w.field.active_from, hint: |w| &w.hint.active_from, needed: false, slot: Slot::Date(Leaning::Past, |d| &mut d.worker.active_from) },
        Field { name: "active-to", label: |w| &w.field.active_to, hint: |w| &w.hint.active_to, needed: false, slot: Slot::Date(Leaning::Future, |d| &mut d.worker.active_to) },
        Field { name: "checked-on", label: |w| &w.field.checked_on, hint: |w| &w.hint.checked_on, needed: false, slot: Slot::Date(Leaning::Past, |d| &mut d.worker.checked_on) },
    ];

    fn open(store: &Store, opening: &Opening, _env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Worker>(id)).transpose()?;
        let worker = existing.as_ref().map(|stored| stored.record.clone()).unwrap_or_default();
        Ok(Self { worker, existing })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let (Some(from), Some(to)) = (self.worker.active_from, self.worker.active_to)
            && to < from
        {
            problems.push(Problem::new("active-to", Rule::BeforeBeginning(from)));
        }
        if self.worker.checked_on.is_some_and(|day| day > env.today) {
            problems.push(Problem::new("checked-on", Rule::InTheFuture));
        }
        problems
    }

    fn changes(&self, _env: &Env) -> Vec<Change> {
        one_change(self.existing.as_ref(), self.worker.clone())
    }

    fn about(&self) -> String {
        self.worker.name()
    }
}
