//! Sheets in the shell: a report on one participant, worker or meeting.

use super::{
    Call,
    answer::{Failure, Outcome},
    arguments::Paper,
    reports::{given, worker_called},
};
use crate::{
    domain::{Id, Kind, Meeting},
    exchange::with_numbers,
    i18n::fill,
    report::{self, About, Sheet},
    session::Session,
};

/// A sheet on the participant or the meeting of this number, on the worker of this name, or on the programme.
pub(super) fn sheet(
    session: &mut Session,
    call: &Call,
    sheet: &Sheet,
    (number, worker): (Option<i64>, Option<&str>),
    paper: &Paper,
) -> Outcome {
    let (store, env) = session.seen();
    let words = &env.words.cli;
    if paper.anonymous || paper.small.is_some() {
        let said = if sheet.about == About::Programme { &words.not_of_workers } else { &words.not_without };
        return Err(Failure::said(&**said, &*words.not_without_hint));
    }
    let name = (sheet.title)(env.words);
    let missing = |said: &str, number: i64| fill(said, &[("n", &number.to_string())]);
    let asked = |known: &str| Failure::said(fill(&words.about_whom, &[("report", name)]), known);
    let id = match (sheet.about, number, worker) {
        (About::Programme, ..) => env.programme,
        (About::Participant, Some(number), _) => store
            .numbered(env.programme, number)?
            .map(|found| found.id)
            .ok_or_else(|| Failure::said(missing(&words.no_participant, number), &*words.no_participant_hint))?,
        (About::Meeting, Some(number), _) if store.get::<Meeting>(Id(number))?.is_some() => Id(number),
        (About::Meeting, Some(number), _) => {
            let hint = fill(&words.about_meeting, &[("kind", Kind::Meeting.name())]);
            return Err(Failure::said(missing(&words.no_meeting, number), hint));
        }
        (About::Worker, _, Some(name)) => worker_called(name, &store.facts(env.programme)?, env)?,
        (About::Participant, ..) => return Err(asked(&words.about_participant)),
        (About::Meeting, ..) => return Err(asked(&fill(&words.about_meeting, &[("kind", Kind::Meeting.name())]))),
        (About::Worker, ..) => return Err(asked(&words.about_worker)),
    };
    let document = (sheet.build)(store, id, env)?.ok_or_else(|| asked(""))?;
    let document = report::dated(document, env);
    let told_of = report::told_of(sheet.about, id, store, env)?;
    session.note_readings(&told_of)?;
    let document = report::signed(document, &session.head()?, session.seen().1);
    let words = session.seen().1.words;
    given(&document, &with_numbers(&document, words), session, call, &paper.written, words)
}
