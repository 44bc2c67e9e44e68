//! A save that has to wait for somebody else's: tried again while the screen still draws. Keys pressed meanwhile wait with it, so
//! that they go where they would have gone.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use super::{App, beside::Course};
use crate::{
    domain::Signature,
    i18n::fill,
    session::{AT_FIRST, IN_ALL, Session},
    store::{self, Error, Store},
    term::Event,
    ui::{Code, Effect, Input, Message, Tone},
};

/// How long each further try waits in the file's queue.
const AGAIN: Duration = Duration::from_millis(200);
/// How long the screen listens between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// How many tries there are in all.
const TRIES: u128 = IN_ALL.as_millis() / (AGAIN.as_millis() + PAUSE.as_millis());

/// A save that waits.
#[derive(Debug)]
pub(super) struct Waiting {
    effect: Effect,
    tried: u128,
    held: Vec<Input>,
}

/// Saves; where somebody looks on, waits for somebody else's save without beginning the work anew.
pub(super) fn patiently<T>(
    session: &mut Session,
    course: &mut Course,
    mut patience: Duration,
    mut work: impl FnMut(&mut Store, &Signature, &mut Course) -> store::Result<T>,
) -> store::Result<T> {
    for _ in 0..TRIES {
        match session.save(patience, |store, by| work(store, by, course)) {
            Err(Error::Busy) if course.is_seen() => {}
            done => return done,
        }
        let who = session.who_saves();
        course.say(fill(&session.env.words.busy.tries, &[("who", &who)]));
        if !course.goes_on(String::new) {
            return Err(Error::Stopped);
        }
        patience = AGAIN;
    }
    Err(Error::Busy)
}

impl App {
    /// Whether a save waits for somebody else's.
    pub const fn waits(&self) -> bool {
        self.waiting.is_some()
    }

    /// The next thing that happens; while a save waits, at most until it is to be tried again, and while something is typed,
    /// until it is to be kept. Where nothing is due it waits for ever, so that an idle program never wakes up.
    pub(super) fn heard(&self, events: &Receiver<Event>) -> Result<Event, RecvTimeoutError> {
        let now = Instant::now();
        let due = self.waits().then(|| now + PAUSE).into_iter().chain(self.unkept.by).min();
        match due {
            None => events.recv().map_err(RecvTimeoutError::from),
            Some(due) => events.recv_timeout(due.saturating_duration_since(now)),
        }
    }

    /// How long a save may wait in the file's queue just now.
    pub(super) const fn patience(&self) -> Duration {
        if self.tried == 0 { AT_FIRST } else { AGAIN }
    }

    /// Somebody else is saving: says who the first time, and gives up after the last.
    pub(super) fn wait_with(&mut self, effect: Effect) -> Option<Message> {
        let tried = self.tried + 1;
        if tried > TRIES {
            return Some(self.give_up(&effect));
        }
        self.waiting = Some(Waiting { effect, tried, held: Vec::new() });
        if tried > 1 {
            return None;
        }
        let who = self.session.who_saves();
        Some(Message::Waiting(fill(&self.session.env.words.busy.waiting, &[("who", &who)])))
    }

    pub(super) fn give_up(&mut self, effect: &Effect) -> Message {
        let who = self.session.who_saves();
        let words = &self.session.env.words.busy;
        let keeps_text = matches!(effect, Effect::Commit(..));
        Message::Failed(fill(if keeps_text { &words.given_up } else { &words.nothing_saved }, &[("who", &who)]))
    }

    /// Tries the save that waits once more. What was pressed meanwhile follows a save that went well; where it did not, it was
    /// meant for something else than what is on the screen now.
    pub fn try_again(&mut self) {
        let Some(Waiting { effect, tried, held }) = self.waiting.take() else { return };
        self.tried = tried;
        self.run_effects(vec![effect]);
        self.tried = 0;
        let done = self.model.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Done);
        match &mut self.waiting {
            Some(again) => again.held = held,
            None if done => held.into_iter().for_each(|input| self.send(Message::Input(input))),
            None => {}
        }
    }

    /// Takes what was pressed, or keeps it for afterwards while a save waits or something takes long; Esc gives the save up, and what was typed into the
    /// form stays there.
    pub fn hold(&mut self, input: Input) {
        let input = match &mut self.long {
            Some(long) => long.hold(input),
            None => Some(input),
        };
        let Some(input) = input else { return };
        let Some(waiting) = &mut self.waiting else { return self.send(Message::Input(input)) };
        match input {
            Input::Resize(..) => self.send(Message::Input(input)),
            Input::Key(key) if key.code == Code::Esc => {
                let Some(Waiting { effect, .. }) = self.waiting.take() else { return };
                let message = self.give_up(&effect);
                self.send(message);
            }
            other => waiting.held.push(other),
        }
    }
}
