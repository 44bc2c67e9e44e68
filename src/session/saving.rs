//! Saving: who signs, how long it waits for somebody else's save, and what is said of that.

use std::time::Duration;

use super::Session;
use crate::{
    domain::{Act, Id, Kind, Register, Rights, Signature, Stored, Worker},
    i18n::fill,
    store::{Result, Store, noted},
};

/// How long a save is tried before it is said that somebody else is saving.
pub const AT_FIRST: Duration = Duration::from_millis(300);
/// How long it is tried in all before it is given up.
pub const IN_ALL: Duration = Duration::from_secs(10);

/// How long one may be held up by being told who holds one up.
const TO_NAME: Duration = Duration::from_millis(50);

impl Session {
    /// Saves something, signed; waits at most so long for somebody else's save.
    pub fn save<T>(&mut self, patience: Duration, work: impl FnOnce(&mut Store, &Signature) -> Result<T>) -> Result<T> {
        let by = self.signature();
        self.to_save()?.within(patience, |store| work(store, &by))
    }

    /// Notes that somebody reads what is held on these participants, in a register that notes it and may be written to.
    pub fn note_readings(&mut self, participations: &[Id]) -> Result<()> {
        let register = self.store.get::<Register>(Id(1))?;
        let noted_here = register.is_some_and(|register| register.record.reading_logged);
        if noted_here && !self.store.is_read_only() {
            let by = self.signature();
            for id in participations {
                self.store.note(Act::Reading, &noted(Kind::Participation, *id), &by)?;
            }
        }
        Ok(())
    }

    /// Who is saving just now and what, as far as the system says; else who saved last.
    pub fn who_saves(&mut self) -> String {
        let words = &self.env.words.busy;
        let Some(holder) = self.store.holder() else {
            let last = self.store.within(TO_NAME, |store| store.last_saver());
            let last = last.ok().flatten().map(|(who, _)| self.called_at_once(&who));
            return last.map_or_else(|| words.unknown.clone(), |who| fill(&words.last, &[("who", &who)]));
        };
        let who = holder.user.or(holder.login).map(|login| self.called_at_once(&login));
        let who = who.unwrap_or_else(|| words.unknown.clone());
        if holder.imports { fill(&words.import, &[("who", &who)]) } else { who }
    }

    /// What people call whoever logs in under this name: given name and surname of the worker, else the name itself.
    pub fn called(&self, login: &str) -> String {
        called(login, &self.store.all().unwrap_or_default())
    }

    fn called_at_once(&mut self, login: &str) -> String {
        called(login, &self.store.within(TO_NAME, |store| store.all()).unwrap_or_default())
    }

    /// Looks up again what the user may do here; whoever is a lead may have changed it.
    pub fn look_up_rights(&mut self) -> &Rights {
        if let Ok(rights) = self.store.rights(&self.signature()) {
            self.env.rights = rights;
        }
        &self.env.rights
    }
}

fn called(login: &str, workers: &[Stored<Worker>]) -> String {
    let worker = workers.iter().map(|stored| &stored.record).find(|worker| worker.login == login);
    worker.map_or_else(|| login.to_owned(), |worker| format!("{} {}", worker.given, worker.surname))
}
