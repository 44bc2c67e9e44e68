//! A worker of the programme.

use serde::{Deserialize, Serialize};

use super::{Draft, Field, Opening, Slot, erased::one_change, field::choice_slot};
use crate::{
    domain::{Access, Act, Change, Leaning, Problem, Rule, Stored, Worker, WorkerRole},
    env::Env,
    i18n::{Label, Words},
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
    #[rustfmt::skip]
    const FIELDS: &'static [Field<Self>] = &[
        Field::needed("surname", |w| &w.field.surname, |w| &w.hint.surname, Slot::Text(80, |d| &mut d.worker.surname)),
        Field::needed("given", |w| &w.field.given, |w| &w.hint.given, Slot::Text(80, |d| &mut d.worker.given)),
        Field::needed("role", |w| &w.field.role, |w| &w.hint.role, choice_slot!(WorkerRole, worker.role)),
        Field::new("organisation", |w| &w.field.organisation, |w| &w.hint.organisation, Slot::Text(120, |d| &mut d.worker.organisation)),
        Field::new("phone", |w| &w.field.phone, |w| &w.hint.phone, Slot::Text(40, |d| &mut d.worker.phone)),
        Field::new("email", |w| &w.field.email, |w| &w.hint.email, Slot::Text(120, |d| &mut d.worker.email)),
        Field::new("login", |w| &w.field.login, |w| &w.hint.login, Slot::Text(60, |d| &mut d.worker.login)),
        Field::new("access", |w| &w.field.access, |w| &w.hint.access, choice_slot!(Access, worker.access)),
        Field::new("active-from", |w| &w.field.active_from, |w| &w.hint.active_from, Slot::Date(Leaning::Past, |d| &mut d.worker.active_from)),
        Field::new("active-to", |w| &w.field.active_to, |w| &w.hint.active_to, Slot::Date(Leaning::Future, |d| &mut d.worker.active_to)),
        Field::new("checked-on", |w| &w.field.checked_on, |w| &w.hint.checked_on, Slot::Date(Leaning::Past, |d| &mut d.worker.checked_on)),
    ];

    fn open(store: &Store, opening: &Opening, _env: &Env) -> Result<Self> {
        let existing = opening.existing.map(|id| store.expect::<Worker>(id)).transpose()?;
        let worker = existing.as_ref().map(|stored| stored.record.clone()).unwrap_or_default();
        Ok(Self { worker, existing })
    }

    fn problems(&self, env: &Env) -> Vec<Problem> {
        let mut problems = Vec::new();
        if matches!(self.worker.access, Some(Access::Lead | Access::Auditor)) && self.worker.login.is_empty() {
            problems.push(Problem::new("login", Rule::Missing));
        }
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

    fn about(&self, _words: &Words) -> String {
        self.worker.name()
    }
}
