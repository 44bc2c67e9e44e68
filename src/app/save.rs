//! Saving: a form onto what others have saved meanwhile, never over it.

use chrono::NaiveDateTime;

use super::{App, undo::subject};
use crate::{
    domain::{Act, Change, Id},
    forms::{self, AnyForm, Filled, Opening, differ, renewed},
    store::{Error, LogFilter, Result},
    ui::{FormState, Message, Theirs},
};

/// How far back the last saver of a record is looked for in the change log.
const ENTRIES: i64 = 100;

/// How a form that is open stands to what the file has now.
enum Met {
    /// It would open like this; who saved last what is different in it.
    Open(Theirs, Filled),
    /// It would not open any more.
    Gone(Theirs),
}

impl App {
    /// Saves a form; where somebody else was faster, answers with what stands there now, and nothing is overwritten.
    pub(super) fn commit(
        &mut self,
        name: &'static str,
        opening: &Opening,
        about: String,
        changes: &[Change],
    ) -> Result<Message> {
        let Some(form) = forms::form(name) else { return Ok(Message::Carded(None)) };
        // What hangs on a record may have been added to without the record itself being saved.
        if let Some(message) = opening.existing.and_then(|_| self.compared(form, opening)) {
            return Ok(message);
        }
        let draft = self.model.form().and_then(|form| form.kept.as_ref()).map(|kept| kept.id);
        match self.save(form.act(), about, changes, draft) {
            Err(Error::Conflict { .. }) => Ok(match self.meet(form, opening)? {
                Some(Met::Open(theirs, now)) => Message::Conflicted(theirs, now),
                Some(Met::Gone(theirs)) => Message::Overtaken(theirs),
                None => Message::Carded(None),
            }),
            other => other,
        }
    }

    /// Saves changes as one act of the user; the draft they were kept in goes with it.
    pub(super) fn save(&mut self, act: Act, about: String, changes: &[Change], draft: Option<Id>) -> Result<Message> {
        let done = self.session.save(self.patience(), |store, by| store.commit_form(act, changes, by, draft))?;
        self.look_up_rights();
        let about = if about.is_empty() { subject(&self.session, &done.created) } else { about };
        Ok(Message::Saved(act, about, done.created))
    }

    /// Tells the screen where what the user may do has changed.
    pub(super) fn look_up_rights(&mut self) {
        if *self.session.look_up_rights() != self.model.env.rights {
            let rights = self.session.env.rights.clone();
            self.send(Message::Rights(rights));
        }
    }

    /// Says whether somebody else has saved the record of the form that is open.
    pub(super) fn compare(&self, name: &'static str, opening: &Opening) -> Option<Message> {
        let form = forms::form(name)?;
        let newer = match self.compared(form, opening) {
            Some(Message::Conflicted(theirs, _) | Message::Overtaken(theirs)) => Some(theirs),
            _ => None,
        };
        Some(Message::Newer(newer))
    }

    /// What somebody else has changed in the fields of the form that is open, or taken away under it; none where nobody has.
    fn compared(&self, form: &dyn AnyForm, opening: &Opening) -> Option<Message> {
        let first = &self.model.form()?.first;
        match self.meet(form, opening).ok()?? {
            Met::Gone(theirs) => Some(Message::Overtaken(theirs)),
            Met::Open(theirs, now) => {
                let differs = opening.existing.is_some() && differ(&form.fields(), first, &now.entries);
                differs.then_some(Message::Conflicted(theirs, now))
            }
        }
    }

    /// Opens the form in front once more; none where there is no such form.
    fn meet(&self, form: &dyn AnyForm, opening: &Opening) -> Result<Option<Met>> {
        let Some(mine) = self.model.form().filter(|open| open.name == form.name()) else { return Ok(None) };
        let store = &self.session.store;
        let mut now = match form.open(store, opening, &self.session.env) {
            Ok(now) => now,
            Err(Error::Conflict { theirs: (_, id), now: None, .. }) => {
                return Ok(Some(Met::Gone(self.last_of(&[id], true)?)));
            }
            Err(error) => return Err(error),
        };
        form.look_ahead(store, &mut now)?;
        let theirs = self.last_of(&renewed(&mine.base, &now.base), lost(mine, &now))?;
        Ok(Some(if theirs.gone { Met::Gone(theirs) } else { Met::Open(theirs, now) }))
    }

    /// Who last saved one of these records, and when.
    fn last_of(&self, ids: &[Id], gone: bool) -> Result<Theirs> {
        let newest = self.session.store.log(&LogFilter { newest: Some(ENTRIES), ..LogFilter::default() })?;
        let entry = newest.iter().find(|entry| ids.contains(&entry.record)).or(newest.first());
        let at = entry.and_then(|entry| NaiveDateTime::parse_from_str(&entry.at, "%Y-%m-%dT%H:%M:%S").ok());
        let who = entry.map(|entry| self.session.called(&entry.who)).unwrap_or_default();
        Ok(Theirs { who, at: at.unwrap_or_else(|| self.session.signature().at), gone })
    }
}

/// Whether the record that the form corrects, or the stay that it is about, is no longer there.
fn lost(mine: &FormState, now: &Filled) -> bool {
    let is_there = |base: &serde_json::Value, name: &str| base.get(name).is_some_and(|value| !value.is_null());
    ["existing", "stay"].iter().any(|name| is_there(&mine.base, name) && !is_there(&now.base, name))
}
