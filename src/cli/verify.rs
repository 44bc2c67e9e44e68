//! Whether a file is a whole register, in one line that can go into a report's annex, and what is wrong with it.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    passphrase,
};
use crate::{
    domain::{Programme, count, definition::Promise},
    failures::record,
    i18n::{Words, fill},
    session::{Asked, Session, collation},
    store::{self, Backups, Error, Fault, Standing, Store, Verdict},
};

/// The version of the program, as the line says it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Says whether a file is a whole register. It is only read, also where it has an older form.
pub(super) fn verify(call: &Call, path: &Path, key: Option<&Path>) -> Outcome {
    let words = call.words;
    // The register itself is opened as for work: what a crash has left beside it is set right, or told.
    let is_register = call.path.as_ref().is_some_and(|register| is_same(register, path));
    let found = if is_register {
        let opened = Store::open(path, collation(None)).inspect(|store| super::warn(store, words));
        opened.map_err(Failure::from)
    } else {
        opened(path, key, call)
    };
    let checked = match found {
        Ok(store) => checked(store, call).map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    match checked {
        Ok((verdict, store)) => {
            let mut answer = judged(&verdict, path, &words.cli.whole, words, call);
            if !call.json
                && let Ok(Answer { text, .. }) | Err(Failure::Said { shown: text, .. }) = &mut answer
            {
                *text += &remarks(path, &store, verdict.faults.is_empty(), call);
            }
            answer
        }
        Err(Failure::Store(
            error @ (Error::NotARegister(_)
            | Error::Empty(_)
            | Error::CutOff { .. }
            | Error::TwoStates { .. }
            | Error::NothingWhole { .. }
            | Error::Damaged(_)
            | Error::Unreadable { .. }
            | Error::Sql(_)),
        )) => {
            let (_, told, _) = Failure::Store(error).tell(words);
            Err(Failure::said(told.sentence, told.hint).with(Status::Unmet))
        }
        Err(other) => Err(other),
    }
}

/// What a file holds, in memory; asks for the passphrase where it is locked.
pub(super) fn opened(path: &Path, key: Option<&Path>, call: &Call) -> Result<Store, Failure> {
    if store::is_locked(path) {
        let passphrase = passphrase::known(key, call.words)?;
        return Ok(Store::unlocked(path, &passphrase, collation(call.asked.lang))?);
    }
    Ok(Store::scratch(path, collation(call.asked.lang))?)
}

/// What the file's own check says; where that finds nothing, also whether every figure of every programme adds up to everybody.
pub(super) fn checked(mut store: Store, call: &Call) -> Result<(Verdict, Store), Error> {
    let mut verdict = store.verify()?;
    if verdict.faults.is_empty() && verdict.records > 0 {
        let codes: BTreeSet<String> = store.all::<Programme>()?.into_iter().map(|row| row.record.code).collect();
        for code in codes {
            let session = Session::over(store, &Asked { programme: Some(code), ..call.asked.clone() })?;
            verdict.faults.extend(figures_that_do_not_add_up(&session)?);
            store = session.store;
        }
    }
    Ok((verdict, store))
}

/// The figures of the open programme whose three parts do not add up to everybody they look at.
fn figures_that_do_not_add_up(session: &Session) -> Result<Vec<Fault>, Error> {
    let (env, facts) = (&session.env, session.store.facts(session.env.programme)?);
    let all = env.definition.promises.iter().chain(&env.definition.indicators);
    let adds_up = |promise: &&Promise| {
        count(promise, &facts, &env.definition, env.today).adds_up(promise, &facts, &env.definition, env.today)
    };
    Ok(all.filter(|promise| !adds_up(promise)).map(|promise| Fault::Figure(promise.id.clone())).collect())
}

/// The register that a copy belongs to: the one beside whose folder it lies, or the one that is named.
fn register_of(copy: &Path, call: &Call) -> Option<PathBuf> {
    let register = Backups::register_of(copy).or_else(|| call.path.clone()).filter(|path| path.is_file())?;
    (!is_same(&register, copy)).then_some(register)
}

/// Whether two paths lead to one file.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// What lies beside a file, and how fresh it is where it is whole; a sentence each.
fn remarks(path: &Path, store: &Store, is_whole: bool, call: &Call) -> String {
    let words = &call.words.cli;
    let mut lines = Vec::new();
    for side in store::side_files(path) {
        lines.push(fill(&words.side_file, &[("path", &side.display().to_string())]));
    }
    if is_whole
        && let Some(register) = register_of(path, call)
        && let Some(standing) = Standing::of(store, &register)
    {
        let (sentence, acts) = match standing {
            Standing::Fresh => (&words.copy_fresh, 0),
            Standing::Stale(acts) => (&words.copy_stale, acts),
            Standing::Ahead(acts) => (&words.copy_ahead, acts),
            Standing::Parted => (&words.copy_parted, 0),
        };
        let acts = call.words.counted(acts as usize, &call.words.plural.acts);
        lines.push(fill(sentence, &[("path", &register.display().to_string()), ("acts", &acts)]));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The verdict on a file, as a line with its faults or as JSON.
pub(super) fn judged(verdict: &Verdict, path: &Path, whole: &str, words: &Words, call: &Call) -> Outcome {
    let is_whole = verdict.faults.is_empty();
    let shown = path.display().to_string();
    let (head, today) = (verdict.head.to_string(), call.signature().at.date());
    if call.json {
        let facts = json!({
            "file": shown, "whole": is_whole, "records": verdict.records,
            "log-position": verdict.log_position, "head": head, "checked-on": today, "version": VERSION,
            "faults": verdict.faults,
        });
        return Ok(Answer::json(&facts).with(if is_whole { Status::Done } else { Status::Unmet }));
    }
    let values = [
        ("path", shown.clone()),
        ("records", words.counted(verdict.records, &words.plural.records)),
        ("position", verdict.log_position.to_string()),
        ("head", head),
        ("day", words.lang.date(today)),
        ("version", VERSION.to_owned()),
        ("faults", words.counted(verdict.faults.len(), &words.plural.faults)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if is_whole {
        return Ok(Answer::done(fill(whole, &values) + "\n"));
    }
    let faults: String = verdict.faults.iter().map(|found| fault(found, words) + "\n").collect();
    Err(Failure::Said {
        shown: format!("{}\n{faults}", fill(&words.cli.not_whole_line, &values)),
        sentence: fill(&words.cli.not_whole, &values),
        hint: words.failure.damaged_hint.clone(),
        status: Status::Unmet,
    })
}

fn fault(fault: &Fault, words: &Words) -> String {
    let told = &words.fault;
    let about = |sentence: &str, what: &str| fill(sentence, &[("what", what)]);
    match fault {
        Fault::Structure(said) => about(&told.structure, said),
        Fault::Link { table, record } => {
            let number = record.map(|id| id.to_string()).unwrap_or_default();
            about(&told.link, format!("{} {number}", words.code_name("kind", table)).trim())
        }
        Fault::Differs { kind, record: id } => about(&told.differs, &record(*kind, *id, words)),
        Fault::NotInLog { kind, record: id } => about(&told.not_in_log, &record(*kind, *id, words)),
        Fault::Lost { kind, record: id } => about(&told.lost, &record(*kind, *id, words)),
        Fault::Torn { table } => about(&told.torn, words.code_name("kind", table)),
        Fault::Chain { batch } => about(&told.chain, &batch.to_string()),
        Fault::Sealed(id) => about(&told.sealed, &id.to_string()),
        Fault::Image { change } => about(&told.image, &change.to_string()),
        Fault::Figure(id) => about(&told.figure, id),
        Fault::Index(id) => about(&told.index, &record(crate::domain::Kind::Person, *id, words)),
        Fault::Overlap { kind, record: id, other } => {
            about(&told.overlap, &format!("{}, {other}", record(*kind, *id, words)))
        }
    }
}
