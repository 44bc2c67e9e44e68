//! Taking back: at once where nobody has built on it, else after a question. A large act is taken back beside the loop.

use std::time::Duration;

use super::{App, beside::Course, waiting};
use crate::{
    cards,
    domain::{Id, Kind},
    forms,
    i18n::{Words, fill},
    session::Session,
    store::{Result, Undone},
    ui::{Effect, Message},
};

/// An act of so many changes takes long to take back.
const LARGE: usize = 1_000;
/// Among so many records the one is looked for that says whom the act was about.
const LOOKED_AT: usize = 50;

impl App {
    /// Whether an effect takes back, or does again, so much that it is done beside the loop.
    pub(super) fn takes_back_much(&self, effect: &Effect) -> bool {
        let (store, by) = (&self.session.store, self.session.signature());
        let batch = match effect {
            Effect::Undo => store.last_to_undo(&by),
            Effect::Redo => store.last_to_redo(&by),
            Effect::TakeBack(batch) => Ok(*batch),
            _ => return false,
        };
        // Whatever is wrong is said when it is tried.
        batch.and_then(|batch| store.size_of(batch)).is_ok_and(|size| size >= LARGE)
    }

    /// Takes back, or does again, here and now.
    pub(super) fn take_back_at_once(&mut self, effect: &Effect) -> Result<Option<Message>> {
        let patience = self.patience();
        TakingBack { session: &mut self.session, course: Course::unseen(), patience }.perform(effect)
    }
}

/// The taking back of an act, wherever it is done.
pub(super) struct TakingBack<'a> {
    pub(super) session: &'a mut Session,
    pub(super) course: Course,
    /// How long the first try to save waits for somebody else's.
    pub(super) patience: Duration,
}

impl TakingBack<'_> {
    /// Does what the effect asks for; the answer is what the screen is told.
    pub(super) fn perform(&mut self, effect: &Effect) -> Result<Option<Message>> {
        Ok(match effect {
            Effect::Undo => Some(self.undo()?),
            Effect::TakeBack(batch) => Some(self.take_back(*batch)?),
            Effect::Redo => Some(self.redo()?),
            _ => None,
        })
    }

    /// Takes the user's last act back; where somebody has built on a part of it, asks first.
    fn undo(&mut self) -> Result<Message> {
        /// How many of those that are left are named in the question.
        const NAMED: usize = 5;
        let words = self.session.env.words;
        let (batch, undone) =
            waiting::patiently(self.session, &mut self.course, self.patience, |store, by, course| {
                let batch = store.last_to_undo(by)?;
                Ok((batch, store.undo_whole(batch, by, &mut said(course, words, &words.busy.taking_back))?))
            })?;
        if undone.left.is_empty() {
            return Ok(self.told(&undone, false));
        }
        let (store, env) = (&self.session.store, &self.session.env);
        let left = undone.left.iter().take(NAMED).map(|upon| cards::left(upon, store, env)).collect();
        Ok(Message::Foreseen { batch, parts: undone.parts, all: undone.parts + undone.left.len(), left })
    }

    /// Takes an act back, but what somebody has built upon.
    fn take_back(&mut self, batch: i64) -> Result<Message> {
        let words = self.session.env.words;
        let undone = waiting::patiently(self.session, &mut self.course, self.patience, |store, by, course| {
            store.undo_while(batch, by, &mut said(course, words, &words.busy.taking_back))
        })?;
        Ok(self.told(&undone, false))
    }

    /// Does again what was taken back last.
    fn redo(&mut self) -> Result<Message> {
        let words = self.session.env.words;
        let redone = waiting::patiently(self.session, &mut self.course, self.patience, |store, by, course| {
            let batch = store.last_to_redo(by)?;
            store.redo_while(batch, by, &mut said(course, words, &words.busy.again))
        })?;
        Ok(self.told(&redone, true))
    }

    fn told(&self, undone: &Undone, again: bool) -> Message {
        Message::Undone(undone.act, subject(self.session, &undone.records), again)
    }
}

/// Says how far it is.
fn said<'a>(course: &'a mut Course, words: &'a Words, sentence: &'a str) -> impl FnMut(usize, usize) -> bool + 'a {
    move |done, all| {
        let reached = || {
            let [done, all] = [done, all].map(|number| words.lang.number(number as i64));
            fill(sentence, &[("done", &done), ("all", &all)])
        };
        if done == 0 {
            course.say(reached());
        }
        course.goes_on(reached)
    }
}

/// Whom these records are about, for the message: the first of them that says so.
pub(super) fn subject(session: &Session, records: &[(Kind, Id)]) -> String {
    let named = records.iter().take(LOOKED_AT);
    let named = named.map(|(kind, id)| forms::subject_of(&session.store, *kind, *id, session.env.words));
    named.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}
