//! Definitions that somebody gives: whether a text is whole, and taking it into the open register.

use std::{fs, io::ErrorKind, path::Path};

use serde_json::json;

use super::super::saving::save;
use super::{
    Call, Failure, Outcome,
    held::{Held, Programmes},
};
use crate::{
    cli::{
        answer::{Answer, Status},
        registers::named,
    },
    definitions,
    domain::{Act, Change, DefinitionProblem, Id, Programme, definition::Flaw},
    i18n::fill,
    session::Session,
    setup,
    store::Error,
};

/// Says what is wrong with a definition, line by line, or that it is whole.
pub(in super::super) fn check(call: &Call, path: &Path) -> Outcome {
    let held = Held::open(call)?;
    let text = text_of(path)?;
    let problems = match whole(&text, &held)? {
        Ok(whole) => definitions::read(&whole, &text).err().unwrap_or_default(),
        Err(problem) => vec![problem],
    };
    let (shown, words) = (path.display().to_string(), held.words);
    let status = if problems.is_empty() { Status::Done } else { Status::Unmet };
    if call.json {
        let said =
            |problem: &DefinitionProblem| json!({ "line": problem.line, "said": words.definition_problem(problem) });
        let said: Vec<_> = problems.iter().map(said).collect();
        return Ok(Answer::json(&json!({ "file": shown, "whole": said.is_empty(), "problems": said })).with(status));
    }
    if problems.is_empty() {
        return Ok(Answer::done(fill(&words.cli.definition_whole, &[("path", &shown)]) + "\n"));
    }
    let lines: Vec<String> = problems.iter().map(|problem| words.definition_problem(problem) + "\n").collect();
    Ok(Answer::done(lines.concat()).with(status))
}

/// Takes a programme into the register, or a later edition of one that it holds.
pub(in super::super) fn add(mut session: Session, call: &Call, given: &str) -> Outcome {
    let path = Path::new(given);
    let held = Held::open(call)?;
    let texts = if path.exists() {
        let text = text_of(path)?;
        vec![whole(&text, &held)?.map_err(|problem| refused(&problem, &held))?]
    } else {
        let codes: Vec<&str> = super::embedded_codes().collect();
        definitions::editions(named(given, &codes, &held.words.cli.no_programme, held.words)?)
    };
    let records = setup::records(&texts).map_err(|problem| refused(&problem, &held))?;
    let mut there: Vec<Programme> = session.store.all()?.into_iter().map(|stored| stored.record).collect();
    let mut added = Vec::new();
    for record in records {
        // Of a programme that comes with the program, whatever the register lacks is taken.
        if !path.exists() && there.iter().any(|known| (&known.code, known.edition) == (&record.code, record.edition)) {
            continue;
        }
        fits(&record, &there, &held)?;
        there.push(record.clone());
        added.push(record);
    }
    let Some(last) = added.last() else {
        let sentence = fill(&held.words.cli.programme_held, &[("code", given)]);
        return Err(Failure::said(sentence, held.words.cli.programme_held_hint.clone()));
    };
    let values = [("code", last.code.clone()), ("n", last.edition.to_string())];
    let changes: Vec<Change> =
        added.iter().zip(1..).map(|(record, n)| Change::Create(Id(-n), record.clone().into())).collect();
    save(&mut session, |store, by| store.commit(Act::Programme, &changes, by))?;
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Ok(Answer::done(fill(&held.words.cli.programme_added, &values) + "\n"))
}

/// Refuses an edition whose number is not the next, or that begins before the last.
fn fits(record: &Programme, there: &[Programme], held: &Held) -> Result<(), Failure> {
    let words = &held.words.cli;
    let last = there.iter().filter(|known| known.code == record.code).max_by_key(|known| known.edition);
    let next = last.map_or(1, |last| last.edition + 1);
    if record.edition != next {
        let values = [("code", record.code.clone()), ("n", record.edition.to_string()), ("next", next.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Err(Failure::said(fill(&words.edition_not_next, &values), fill(&words.edition_not_next_hint, &values)));
    }
    match last.and_then(|last| last.holds_from) {
        Some(from) if record.holds_from <= Some(from) => {
            Err(refused(&DefinitionProblem { line: None, flaw: Flaw::HoldsOutside { from, to: None } }, held))
        }
        _ => Ok(()),
    }
}

/// The whole text of what was given: what a later edition says differently is put over the edition before it.
fn whole(text: &str, held: &Held) -> Result<Result<String, DefinitionProblem>, Failure> {
    let code = definitions::code(text).unwrap_or_default();
    let programmes = Programmes::all(held)?;
    let programme = programmes.iter().find(|programme| programme.code == code);
    let number = definitions::edition(text);
    let before = programme.map(|programme| programme.editions.iter().filter(|edition| edition.number < number));
    let before = before.and_then(|editions| editions.max_by_key(|edition| edition.number));
    Ok(definitions::whole(text, before.map(|edition| edition.text.as_str())))
}

fn refused(problem: &DefinitionProblem, held: &Held) -> Failure {
    Failure::said(held.words.definition_problem(problem), held.words.cli.definition_refused_hint.clone())
}

/// The text of a file.
pub(in crate::cli) fn text_of(path: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::NotThere(path.to_owned()),
        ErrorKind::PermissionDenied => Error::NoPermission(path.to_owned()),
        ErrorKind::IsADirectory => Error::NotAFile(path.to_owned()),
        _ => Error::Io(error),
    })?;
    Ok(text)
}
