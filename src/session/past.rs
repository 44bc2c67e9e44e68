//! Looking back: the register as of another day, and as it was known on another day. The same code reads it; nothing is saved.

use chrono::NaiveDate;

use super::{Asked, Session};
use crate::{
    domain::Since,
    env::{Env, Past},
    store::{Error, Result, Store},
};

/// The other day that a session looks at.
#[derive(Debug)]
pub(super) struct Looked {
    /// The register as it was known then; none for as it is known now.
    store: Option<Store>,
    env: Env,
}

impl Session {
    /// Looks at the register as of a day, with the knowledge of a day; each may be left out, and without both it is today again.
    /// With the knowledge of a day alone, that day is also the one whose facts are told.
    pub fn look_at(&mut self, as_of: Option<NaiveDate>, known_on: Option<NaiveDate>) -> Result<()> {
        let Some(day) = as_of.or(known_on) else {
            self.store.leave_out(None);
            self.past = None;
            return Ok(());
        };
        let past = Some(Past { as_of: day, known_on });
        let since = Some(Since { after: day, until: known_on.unwrap_or_else(|| self.clock.today()) });
        let Some(known) = known_on else {
            self.store.leave_out(since);
            self.past = Some(Looked { store: None, env: Env { past, ..self.env.on(day) } });
            return Ok(());
        };
        if known > self.clock.today() {
            return Err(Error::StillToCome(known));
        }
        let asked = Asked {
            lang: Some(self.env.words.lang),
            today: Some(day),
            user: self.env.user.clone(),
            login: None,
            programme: Some(self.env.definition.code.clone()),
            ..Asked::default()
        };
        let Self { mut store, env, .. } = Self::over(self.store.known_on(known)?, &asked)?;
        store.leave_out(since);
        self.past = Some(Looked { store: Some(store), env: Env { past, ..env } });
        Ok(())
    }

    /// The register and the surroundings that are looked at: of today, or of the other day.
    pub fn seen(&self) -> (&Store, &Env) {
        match &self.past {
            None => (&self.store, &self.env),
            Some(looked) => (looked.store.as_ref().unwrap_or(&self.store), &looked.env),
        }
    }

    /// The register to save to; refused while another day is looked at.
    pub fn to_save(&mut self) -> Result<&mut Store> {
        if self.past.is_some() { Err(Error::LooksBack) } else { Ok(&mut self.store) }
    }
}
