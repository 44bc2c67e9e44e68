//! Meetings and deadlines in the shell: a file for the calendar of a worker.

use std::path::Path;

use super::{
    answer::{Answer, Failure, Outcome, Status},
    reports::worker_called,
    sheets::write_new,
};
use crate::{
    exchange::calendar::{Wanted, calendar},
    i18n::{Words, fill},
    session::Session,
};

/// Writes the calendar, of everybody or of one worker; participants by number unless names are wanted.
pub(super) fn export(session: &Session, worker: Option<&str>, names: bool, out: Option<&Path>) -> Outcome {
    let env = &session.env;
    let worker = match worker {
        Some(name) => Some(worker_called(name, &session.store.facts(env.programme)?, env)?),
        None => None,
    };
    let (text, events) = calendar(&session.store, env, Wanted { worker, names })?;
    let Some(path) = out else { return Ok(Answer::done(text)) };
    write_new(path, text.as_bytes())?;
    let events = env.words.counted(events, &env.words.plural.events);
    let values = [("events", events.as_str()), ("path", &path.display().to_string())];
    Ok(Answer::done(fill(&env.words.calendar.written, &values) + "\n"))
}

/// That a calendar is written in its own form and of today alone.
pub(super) fn as_it_is(words: &Words) -> Failure {
    Failure::said(&*words.calendar.as_it_is, &*words.calendar.as_it_is_hint).with(Status::Usage)
}

/// That only a calendar is written for one worker or with names.
pub(super) fn only_calendar(words: &Words) -> Failure {
    Failure::said(&*words.calendar.only_calendar, &*words.calendar.as_it_is_hint).with(Status::Usage)
}
