//! Sheets in the shell: a list written for a spreadsheet or a program, and a sheet taken over into the register.

use std::path::Path;

use clap::ValueEnum;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    arguments::{self, Format, Listed},
    progress::Progress,
    saving::save,
    taken::Told,
};
use crate::{
    app,
    domain::{Act, Deed, one_line},
    exchange::{self, Changes, NoImport, Reached, What},
    i18n::{Words, fill},
    lists,
    session::Session,
    store::{self, Why},
};

/// Takes a sheet over: all of it or nothing, or all but the rows that are written to a file; with `--check` only says what would
/// happen.
pub(super) fn import(mut session: Session, call: &Call, what: What, asked: &arguments::Import) -> Outcome {
    let (words, sheet, check) = (session.env.words, asked.sheet.as_path(), asked.check);
    if !check {
        session.store.allow(Deed::Import, &session.signature())?;
    }
    let bytes = bytes_of(sheet, words)?;
    let reading = asked.reading();
    let mut progress = Progress::begin();
    let mut goes_on = |reached| progress.goes_on(|| said(reached, words));
    let read = exchange::import_while(&session.store, what, &bytes, &reading, &session.env, &mut goes_on);
    drop(bytes);
    progress.make_room();
    let import = read.map_err(|why| match why {
        NoImport::Store(error) => error.into(),
        NoImport::Sheet(told) => {
            let failure = Failure::said(about(sheet, &told.sentence), told.hint);
            if check { failure.with(Status::Unmet) } else { failure }
        }
    })?;
    let refused = asked.refused.as_deref().filter(|_| !import.refused.is_empty());
    if let Some(path) = refused {
        write_new(path, import.refused.csv().as_bytes())?;
    }
    let all_is_well = import.troubles.is_empty() || (refused.is_some() && !import.is_unanswered);
    let writes = !check && all_is_well && !import.changes.is_empty();
    if writes {
        Call::keep_before(&session, Why::Import);
    }
    let taken = if writes { take_over(&mut session, &import.changes, &mut progress).map(Some) } else { Ok(None) };
    if let (Err(_), Some(path)) = (&taken, refused) {
        // The rows were not left out of anything.
        let _ = std::fs::remove_file(path);
    }
    let batch = taken?;
    if !check && all_is_well && !reading.map.is_empty() {
        session.store.remember_sheet_map(import.form, &import.map.0, &import.map.1)?;
    }
    let told = Told { import: &import, sheet, refused, batch };
    let shown = if call.json { told.as_json() } else { told.in_words(&session.env) };
    if import.troubles.is_empty() || (all_is_well && !check) {
        return Ok(Answer::done(shown));
    }
    let problems = words.counted(import.problems(), &words.plural.problems);
    Err(Failure::Said {
        shown,
        sentence: fill(&words.import.problems, &[("n", &problems)]),
        hint: words.import.problems_hint.clone(),
        status: if check { Status::Unmet } else { Status::Failed },
    })
}

/// Saves what a sheet says; the answer is the number of the act.
fn take_over(session: &mut Session, changes: &Changes, progress: &mut Progress) -> Result<i64, Failure> {
    let words = session.env.words;
    let done = save(session, |store, by| {
        let mut goes_on = |done| progress.goes_on(|| said(Reached::Written(done, changes.len()), words));
        let done = store.commit_while(Act::Import, changes, by, &mut goes_on);
        progress.make_room();
        done
    });
    Ok(done?.batch)
}

/// How far it is, and how to stop it.
fn said(reached: Reached, words: &Words) -> String {
    fill(&words.import.ctrl_c_stops, &[("reached", &exchange::reached(reached, words))])
}

/// A sentence on a sheet, with its name before it.
pub(super) fn about(sheet: &Path, sentence: &str) -> String {
    format!("{}: {sentence}", one_line(&sheet.display().to_string()))
}

/// The bytes of a sheet, unless there are too many.
pub(super) fn bytes_of(path: &Path, words: &Words) -> Result<Vec<u8>, Failure> {
    app::bytes_of(path, words).map_err(|why| match why {
        NoImport::Store(error) => error.into(),
        NoImport::Sheet(told) => Failure::said(told.sentence, told.hint),
    })
}

/// Writes a list.
pub(super) fn export(
    session: &Session,
    call: &Call,
    list: Listed,
    format: Option<Format>,
    out: Option<&Path>,
) -> Outcome {
    let name = list.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let (store, env) = session.seen();
    let sheet = exchange::list(store, &name, env)?;
    let words = session.env.words;
    let bytes = match format {
        Some(Format::Xlsx) if !call.json => sheet.workbook(&title_of(&name, words), env.today, words.lang)?,
        Some(Format::Csv) | None if !call.json => sheet.csv(words.lang).into_bytes(),
        _ => Answer::json(&sheet.json()).text.into_bytes(),
    };
    let Some(path) = out else {
        let text = String::from_utf8(bytes);
        return text.map(Answer::done).map_err(|_| Failure::said(&*words.cli.no_out, &*words.cli.no_out_hint));
    };
    write_new(path, &bytes)?;
    let rows = words.counted(sheet.rows.len(), &words.plural.rows);
    let values = [("rows", rows.as_str()), ("path", &path.display().to_string())];
    Ok(Answer::done(fill(&words.cli.exported, &values) + "\n"))
}

/// What a list is called.
fn title_of(name: &str, words: &Words) -> String {
    lists::list(name).map_or(name, |list| (list.title())(words)).to_owned()
}

/// Writes a file that only its owner may read in the place of the one that is there, all of it or nothing.
pub(super) fn write_over(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", std::process::id()));
    let new = path.with_file_name(name);
    write_new(&new, bytes)?;
    std::fs::rename(&new, path).map_err(|error| {
        let _ = std::fs::remove_file(&new);
        store::Error::from(error).into()
    })
}

/// Writes a new file that only its owner may read; refuses to touch one that is there, or to follow a link.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(app::write_as(path, bytes)?)
}
