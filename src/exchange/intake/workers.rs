//! Sheets of workers.

use serde_json::Value;

use super::{Filled, Intake};
use crate::{
    domain::{Id, Stored, Worker, fold},
    env::Env,
    forms::WorkerDraft,
    i18n::Words,
    store::{Result, Store},
};

/// The workers in the register.
pub(in crate::exchange) struct Workers(Vec<Stored<Worker>>);

impl Workers {
    pub(super) fn of(store: &Store) -> Result<Self> {
        Ok(Self(store.all()?))
    }
}

impl Intake for Workers {
    fn form(&self) -> &'static str {
        "worker"
    }

    fn blank(&self, _env: &Env) -> Value {
        serde_json::to_value(WorkerDraft::default()).unwrap_or_default()
    }

    fn known(&self, row: &Filled<'_>, _env: &Env) -> Vec<Id> {
        let (login, name) = (fold(row.text("login")), name(row));
        let same = |worker: &&Stored<Worker>| {
            let worker = &worker.record;
            let same_login = !login.is_empty() && fold(&worker.login) == login;
            let other_login = !login.is_empty() && !worker.login.is_empty();
            same_login || (fold(&worker.name()) == name && !other_login)
        };
        self.0.iter().filter(same).map(|worker| worker.id).collect()
    }

    fn twin<'w>(&self, words: &'w Words) -> &'w str {
        &words.import.twin_person
    }

    fn identity(&self, row: &Filled<'_>, _env: &Env) -> String {
        let login = fold(row.text("login"));
        if login.is_empty() { name(row) } else { login }
    }
}

fn name(row: &Filled<'_>) -> String {
    fold(&format!("{}, {}", row.text("surname").trim(), row.text("given").trim()))
}
