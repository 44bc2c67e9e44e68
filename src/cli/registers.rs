//! Commands on whole registers: training, a new one, a copy, and whether a file is whole.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    Call,
    answer::{Answer, Failure, Outcome, Status},
    screen,
};
use crate::{
    definitions, demo,
    domain::{Programme, count, definition::Promise},
    failures::record,
    i18n::{Words, fill},
    session::{Asked, Session, collation},
    setup::{self, Plan},
    store::{Error, Fault, Store, Verdict},
};

/// Writes a training register, or opens one that is gone when the screen is closed.
pub(super) fn demo(call: &Call, programme: &str, to: Option<&Path>) -> Outcome {
    let words = call.words;
    let code = named(programme, &codes(demo::REGISTERS), &words.cli.no_demo, words)?;
    if let Some(path) = to {
        demo::create(path, code, collation(call.asked.lang))?;
        return Ok(call.written(path, &words.cli.demo_written, &words.cli.demo_next));
    }
    screen::usable(call, words)?;
    let folder = PrivateFolder::create()?;
    // Whoever tries the program out reads it in the language of the shell, whatever the register's office works in.
    let asked = Asked { lang: Some(words.lang), programme: None, ..call.asked.clone() };
    let store = demo::create(&folder.0.join("demo.tugi"), code, collation(asked.lang))?;
    // What is gone when the screen is closed needs no copy.
    screen::open(Session::over(store, &asked)?, call, false)
}

/// Writes a new register.
pub(super) fn init(call: &Call, path: &Path, programme: &str, office: Option<&str>) -> Outcome {
    let words = call.words;
    let code = named(programme, &codes(definitions::EMBEDDED), &words.cli.no_programme, words)?;
    let plan = Plan { editions: definitions::editions(code), office: office.map(str::to_owned), lang: call.asked.lang };
    setup::create(path, &plan, &call.signature())?;
    Ok(call.written(path, &words.cli.init_written, &words.cli.init_next))
}

/// The code that was asked for, or the only one that begins so; says what there is instead where `none` holds or several do.
pub(super) fn named<'a>(asked: &str, codes: &[&'a str], none: &str, words: &Words) -> Result<&'a str, Failure> {
    let begins: Vec<&str> = codes.iter().copied().filter(|code| code.starts_with(asked)).collect();
    let exact = begins.iter().find(|code| **code == asked).or(begins.first().filter(|_| begins.len() == 1));
    if let Some(code) = exact.and_then(|exact| codes.iter().find(|code| *code == exact)) {
        return Ok(code);
    }
    let (sentence, known) =
        if begins.is_empty() { (none, codes) } else { (words.cli.many_begin_so.as_str(), begins.as_slice()) };
    let sentence = fill(sentence, &[("id", asked)]);
    Err(Failure::said(sentence, fill(&words.cli.there_are, &[("known", &known.join(", "))])))
}

/// The codes of texts.
fn codes(texts: &[(&'static str, &str)]) -> Vec<&'static str> {
    texts.iter().map(|(code, _)| *code).collect()
}

/// Copies the register, whole even while others save.
pub(super) fn backup(session: &Session, call: &Call, destination: &Path) -> Outcome {
    let verdict = session.store.backup(destination)?;
    judged(&verdict, destination, &session.env.words.cli.backup_written, session.env.words, call)
}

/// Says whether a file is a whole register.
pub(super) fn verify(call: &Call, path: &Path) -> Outcome {
    let opened = Store::open(path, collation(None)).inspect(|store| super::warn(store, call.words));
    match opened.and_then(|store| checked(store, call)) {
        Ok(verdict) => judged(&verdict, path, &call.words.cli.whole, call.words, call),
        Err(
            error @ (Error::NotARegister(_)
            | Error::Empty(_)
            | Error::CutOff { .. }
            | Error::TwoStates { .. }
            | Error::NothingWhole { .. }
            | Error::Damaged(_)
            | Error::Unreadable { .. }
            | Error::Sql(_)),
        ) => {
            let (_, told, _) = Failure::Store(error).tell(call.words);
            Err(Failure::said(told.sentence, told.hint).with(Status::Unmet))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the file's own check says; where that finds nothing, also whether every figure of every programme adds up to everybody.
fn checked(mut store: Store, call: &Call) -> Result<Verdict, Error> {
    let mut verdict = store.verify()?;
    if verdict.faults.is_empty() && verdict.records > 0 {
        let codes: BTreeSet<String> = store.all::<Programme>()?.into_iter().map(|row| row.record.code).collect();
        for code in codes {
            let session = Session::over(store, &Asked { programme: Some(code), ..call.asked.clone() })?;
            verdict.faults.extend(figures_that_do_not_add_up(&session)?);
            store = session.store;
        }
    }
    Ok(verdict)
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

/// The verdict on a file, as a sentence with its faults or as JSON.
fn judged(verdict: &Verdict, path: &Path, whole: &str, words: &Words, call: &Call) -> Outcome {
    let status = if verdict.faults.is_empty() { Status::Done } else { Status::Unmet };
    let shown = path.display().to_string();
    if call.json {
        let facts = json!({
            "file": shown, "whole": verdict.faults.is_empty(), "records": verdict.records,
            "log-position": verdict.log_position, "faults": verdict.faults,
        });
        return Ok(Answer::json(&facts).with(status));
    }
    let records = words.counted(verdict.records, &words.plural.records);
    let position = verdict.log_position.to_string();
    if verdict.faults.is_empty() {
        let values = [("path", shown.as_str()), ("records", &records), ("position", &position)];
        return Ok(Answer::done(fill(whole, &values) + "\n"));
    }
    let shown_faults: String = verdict.faults.iter().map(|found| fault(found, words) + "\n").collect();
    Err(Failure::Said {
        shown: shown_faults,
        sentence: fill(&words.cli.not_whole, &[("path", &shown)]),
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
        Fault::Image { change } => about(&told.image, &change.to_string()),
        Fault::Figure(id) => about(&told.figure, id),
        Fault::Index(id) => about(&told.index, &record(crate::domain::Kind::Person, *id, words)),
    }
}

/// A folder that only its owner can look into, removed with everything in it at the end.
struct PrivateFolder(PathBuf);

impl PrivateFolder {
    fn create() -> Result<Self, Error> {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let process = std::process::id();
        for attempt in 0_u32.. {
            let path = std::env::temp_dir().join(format!("tugi-demo-{process}-{attempt}"));
            match builder.create(&path) {
                Ok(()) => return Ok(Self(path)),
                // Somebody's folder of that name is left alone, whoever made it.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && attempt < 1000 => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into())
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        // Nothing can be told any more when this fails; the folder lies where the system clears up.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
